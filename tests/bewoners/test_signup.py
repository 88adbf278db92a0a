"""Somebody makes an account with an address, a name and a code that is mailed."""

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.forms.signup import SignupForm
from bewoners.models import Toestemming, User
from core.models import OutgoingMail
from tests.bewoners.people import (
    VERIFY,
    code_in,
    consent,
    last_mail,
    log_in_by_code,
    sign_up,
    without_tokens,
)
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

AN = "an@example.nl"
SIGN_UP, HOME = reverse("account_signup"), reverse("bewoners:home")


def logged_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_an_account_is_made_with_a_code_from_the_mail(client: Client, wijk: WijkPage) -> None:
    assert sign_up(client, "An@Example.nl", "An de Wit", wijk=str(wijk.pk)) == reverse(VERIFY)
    assert not logged_in(client)
    answer = client.post(reverse(VERIFY), {"code": code_in(last_mail(AN))})
    assert answer["Location"] == HOME
    text = client.get(HOME).content.decode()
    assert "U bent ingelogd als An de Wit" in text
    user = User.objects.get()
    assert (user.email, user.naam, user.wijk_id) == (AN, "An de Wit", wijk.pk)
    assert not user.has_usable_password()
    assert not user.is_staff


@pytest.mark.parametrize("typed", ["{}{}{}{}{}{}{}{}", "{}{}{}{} {}{}{}{}", " {}{}{}{}-{}{}{}{} "])
def test_a_code_may_be_typed_with_or_without_its_dash(
    client: Client, site: Site, typed: str
) -> None:
    sign_up(client, AN)
    digits = code_in(last_mail(AN)).replace("-", "")
    client.post(reverse(VERIFY), {"code": typed.format(*digits)})
    assert logged_in(client)


def test_the_mail_says_for_which_site_it_is_and_that_one_may_leave_it(
    client: Client, site: Site
) -> None:
    sign_up(client, AN)
    mail = last_mail(AN)
    assert mail.subject == "Bevestig uw e-mailadres voor Waterhage"
    for part in (mail.text, mail.html):
        assert "Waterhage" in part
        assert "niets te doen" in part
        assert "http" not in part


@pytest.mark.parametrize(
    "code", ["0000-0000", "", "é" * 8, "1" * 20_000, "12\x0034", "<svg onload>"]
)
def test_a_wrong_code_lets_nobody_in(client: Client, site: Site, code: str) -> None:
    sign_up(client, AN)
    answer = client.post(reverse(VERIFY), {"code": code})
    assert answer.status_code == 200
    assert answer.context["verify_form"].errors
    assert "<svg onload>" not in answer.content.decode()
    assert not logged_in(client)


def test_after_three_wrong_codes_the_right_one_does_not_work_either(
    client: Client, site: Site
) -> None:
    sign_up(client, AN)
    code = code_in(last_mail(AN))
    for _ in range(3):
        answer = client.post(reverse(VERIFY), {"code": "0000-0000"})
    assert answer.status_code == 302
    client.post(reverse(VERIFY), {"code": code})
    assert not logged_in(client)
    assert "te vaak geprobeerd" in client.get(reverse("account_login")).content.decode()


def test_a_code_expires_after_a_quarter_of_an_hour(
    client: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_up(client, AN)
    code = code_in(last_mail(AN))
    later = timezone.now().timestamp() + 15 * 60 + 1
    monkeypatch.setattr("time.time", lambda: later)
    assert client.post(reverse(VERIFY), {"code": code}).status_code == 302
    monkeypatch.undo()
    assert not logged_in(client)


def test_a_code_works_in_the_browser_that_asked_for_it_only(client: Client, site: Site) -> None:
    sign_up(client, AN)
    other = Client()
    other.post(reverse(VERIFY), {"code": code_in(last_mail(AN))})
    assert not logged_in(other)


def test_who_lost_the_code_comes_in_with_another_one_later(client: Client, site: Site) -> None:
    sign_up(client, AN)
    other = Client()
    log_in_by_code(other, AN)
    assert logged_in(other)


def test_a_new_code_takes_the_place_of_the_first_one(
    client: Client, site: Site, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    sign_up(client, AN)
    first = code_in(last_mail(AN))
    client.post(reverse(VERIFY), {"action": "resend"})
    second = code_in(last_mail(AN))
    assert first != second
    client.post(reverse(VERIFY), {"code": first})
    assert not logged_in(client)
    client.post(reverse(VERIFY), {"code": second})
    assert logged_in(client)


def test_a_new_code_can_be_asked_for_three_times(
    client: Client, site: Site, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"confirm_email": None}
    sign_up(client, AN)
    for _ in range(5):
        client.post(reverse(VERIFY), {"action": "resend"})
    assert OutgoingMail.objects.count() == 4
    assert "Stuur een nieuwe code" not in client.get(reverse(VERIFY)).content.decode()


def test_who_asks_too_soon_for_a_new_code_is_asked_to_wait(client: Client, site: Site) -> None:
    sign_up(client, AN)
    answer = client.post(reverse(VERIFY), {"action": "resend"})
    assert answer.status_code == 429
    assert "Even wachten" in answer.content.decode()
    assert OutgoingMail.objects.count() == 1


def steps(address: str, naam: str = "Een ander") -> tuple[list[tuple[int, str]], int]:
    """Try to make an account; return what a visitor sees at each step, and how many queries."""
    client = Client()
    values = {"email": address, "naam": naam, **consent(client)}
    seen: list[tuple[int, str]] = []
    with CaptureQueriesContext(
        connection,
    ) as queries:
        first = client.post(SIGN_UP, values)
    seen.append((first.status_code, first["Location"]))
    for response in (
        client.get(reverse(VERIFY)),
        client.get(SIGN_UP),
        client.get(reverse("account_request_login_code")),
        client.post(reverse(VERIFY), {"action": "resend"}),
        client.post(reverse(VERIFY), {"code": "0000-0000"}),
        client.post(reverse(VERIFY), {"action": "change", "email": "b@example.nl"}),
        client.get(reverse(VERIFY)),
    ):
        text = response.content.decode().replace(address, "")
        seen.append((response.status_code, response.get("Location", "") + without_tokens(text)))
    return seen, len(queries)


def test_a_known_address_gets_the_same_answers_and_another_mail(site: Site) -> None:
    UserFactory(email=AN)
    known, known_queries = steps(AN)
    unknown, unknown_queries = steps("nieuw@example.nl")
    assert known == unknown
    # About as much work: one makes an account, the other makes one and undoes it.
    assert abs(known_queries - unknown_queries) <= 8
    mail = last_mail(AN)
    assert mail.subject == "U hebt al een account bij Waterhage"
    assert reverse("account_request_login_code") in mail.text
    assert User.objects.get(email=AN).naam != "Een ander"
    assert User.objects.count() == 2
    assert not Toestemming.objects.exists()


def test_a_closed_account_is_not_told_either(site: Site) -> None:
    UserFactory(email=AN, is_active=False)
    assert steps(AN)[0] == steps("nieuw@example.nl")[0]


NAMES = [
    ("An\r\nBcc: b@example.nl", "één regel"),
    ("An\u202egnp.exe", "één regel"),
    ("An\u200b", "één regel"),
    ("an@example.nl", "geen e-mailadres"),
    ("Bel an@example.nl even", "geen e-mailadres"),
    ("   ", "Vul een naam in"),
    ("!?...", "Gebruik letters"),
    ("A" * 81, "80"),
    ("An" * 10_000, "80"),
    ("An\x00", ""),
]


@pytest.mark.parametrize(("naam", "said"), NAMES)
def test_a_name_that_can_not_be_shown_is_refused_at_the_field(
    client: Client, site: Site, naam: str, said: str
) -> None:
    values = {"email": AN, "naam": naam, **consent(client)}
    answer = client.post(SIGN_UP, values)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in text
    assert 'href="#id_naam"' in text
    assert said in answer.context["form"].errors["naam"][0]
    # What was filled in well stays.
    assert f'value="{AN}"' in text
    assert not User.objects.exists()


def test_a_name_is_shown_as_text(client: Client, site: Site) -> None:
    sign_up(client, AN, '"><svg onload=alert(1)>')
    client.post(reverse(VERIFY), {"code": code_in(last_mail(AN))})
    text = client.get(HOME).content.decode()
    assert "<svg onload" not in text
    assert "&lt;svg onload" in text


ADDRESSES = [
    "",
    "geen-adres",
    "a@b",
    "a@example.nl\r\nBcc: b@example.nl",
    "a" * 250 + "@example.nl",
    "a@" + "b" * 20_000 + ".nl",
    "a\x00@example.nl",
    '"><svg onload=x>@example.nl',
]


@pytest.mark.parametrize("email", ADDRESSES)
def test_an_address_that_can_not_exist_is_refused(client: Client, site: Site, email: str) -> None:
    answer = client.post(SIGN_UP, {"email": email, "naam": "An", **consent(client)})
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert "<svg" not in answer.context["form"]["email"].as_widget()
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_program_that_fills_in_everything_makes_no_account(client: Client, site: Site) -> None:
    sign_up(client, AN, website="https://example.org")
    assert not User.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_neighbourhood_has_to_be_an_open_one_of_this_site(
    client: Client, wijk: WijkPage, duinwijk: WijkPage, site: Site
) -> None:
    wijk.unpublish()
    offered = client.get(SIGN_UP).context["form"].fields["wijk"].queryset
    assert [page.title for page in offered] == ["Molenhoek"]
    for pk in (wijk.pk, duinwijk.pk, site.root_page_id, "x", "9" * 30, "\x00"):
        answer = client.post(SIGN_UP, {"email": AN, "naam": "An", "wijk": pk, **consent(client)})
        assert answer.context["form"].errors["wijk"], pk
    assert not User.objects.exists()


def test_a_site_without_neighbourhoods_asks_for_none(client: Client, site: Site) -> None:
    assert "wijk" not in client.get(SIGN_UP).context["form"].fields


def test_two_who_sign_up_with_one_address_at_once_get_one_account(
    client: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is ready between the check of the address and the account."""
    original = SignupForm.try_save

    def try_save(form: SignupForm, request: HttpRequest) -> object:
        User.objects.create_user(AN, naam="De eerste")
        return original(form, request)

    monkeypatch.setattr(SignupForm, "try_save", try_save)
    assert sign_up(client, AN, "De tweede") == reverse(VERIFY)
    assert User.objects.get().naam == "De eerste"
    assert last_mail(AN).subject.startswith("U hebt al een account")


def test_forms_tell_browsers_and_phones_what_to_fill_in(client: Client, site: Site) -> None:
    form = client.get(SIGN_UP).content.decode()
    assert 'autocomplete="email"' in form
    assert 'autocomplete="nickname"' in form
    sign_up(client, AN)
    code = client.get(reverse(VERIFY)).content.decode()
    assert 'autocomplete="one-time-code"' in code
    assert 'inputmode="numeric"' in code


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client: Client, site: Site, method: str) -> None:
    assert getattr(client, method)(HOME).status_code == 405
