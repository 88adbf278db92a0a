"""Nobody goes on guessing at a form of the log-in, whatever they say of themselves."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from bewoners.login.adapters import AccountAdapter
from bewoners.login.limits import NO_ADDRESS
from bewoners.models import Aanmelddienst
from core.models import OutgoingMail
from tests.bewoners.people import consent
from tests.conftest import HOST, Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

PASSWORD = "wachtwoord-van-test"
PATIENCE = "Wacht 5 minuten"


def visitor(address: str = "192.0.2.1", forwarded: str = "") -> Client:
    extra: dict[str, Any] = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return Client(headers={"host": HOST}, REMOTE_ADDR=address, **extra)


def held_up(response: HttpResponse) -> bool:
    """Say whether somebody is asked for patience, by a page or at the form."""
    text = response.content.decode()
    return response.status_code == 429 or "te vaak geprobeerd" in text


def tries(attempt: Callable[[int], HttpResponse], most: int = 40) -> int:
    """Return how many attempts are let through."""
    for number in range(most):
        if held_up(attempt(number)):
            return number
    return most


def with_app(cast: Cast) -> Any:
    TOTP.activate(cast.redacteur, "JBSWY3DPEHPK3PXP")
    EmailAddress.objects.create(
        user=cast.redacteur, email=cast.redacteur.email, verified=True, primary=True
    )
    return cast.redacteur


# --- By account, whoever asks -----------------------------------------------------------------


@pytest.mark.parametrize("email", ["persoon@example.nl", "onbekend@example.nl"])
def test_a_password_is_guessed_at_five_times(site: Site, email: str) -> None:
    UserFactory(email="persoon@example.nl")
    fields = {"login": email, "password": "fout-fout-fout"}
    count = tries(lambda n: visitor(f"192.0.2.{n}").post(reverse("account_login"), fields))
    assert count == 5


def test_capitals_are_no_way_round(site: Site) -> None:
    def attempt(number: int) -> HttpResponse:
        email = "persoon@example.nl"
        fields = {
            "login": email[:number].upper() + email[number:], "password": "fout-fout-fout",
        }  # fmt: skip
        return visitor(f"192.0.2.{number}").post(reverse("account_login"), fields)

    assert tries(attempt) == 5


def test_the_right_password_still_works_for_who_made_mistakes(site: Site) -> None:
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for _ in range(4):
        visitor().post(reverse("account_login"), {"login": user.email, "password": "fout"})
    for _ in range(3):
        fields = {"login": user.email, "password": PASSWORD}
        assert visitor().post(reverse("account_login"), fields).status_code == 302


def test_three_codes_a_minute_are_sent_to_an_address(site: Site) -> None:
    address = reverse("account_request_login_code")
    count = tries(lambda n: visitor(f"192.0.2.{n}").post(address, {"email": "wie@example.nl"}))
    assert count == 3


def test_no_mailbox_is_filled_by_signing_up_with_its_address(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"email": "wie@example.nl", "naam": "An", **consent(visitor())}
    begin = time.time()
    for number in range(20):
        monkeypatch.setattr("time.time", lambda number=number: begin + 11 * number)
        visitor(f"192.0.2.{number}").post(reverse("account_signup"), fields)
    assert OutgoingMail.objects.count() == 15


def test_the_second_step_is_guessed_at_five_times(cast: Cast) -> None:
    user = with_app(cast)

    def attempt(number: int) -> HttpResponse:
        client = visitor(f"192.0.2.{number}")
        client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        return client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert tries(attempt) == 5


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_reauthenticate", {"password": "fout"}),
        ("mfa_reauthenticate", {"code": "000000"}),
    ],
)
def test_confirming_who_you_are_has_a_limit_too(
    cast: Cast, name: str, fields: dict[str, str]
) -> None:
    user = with_app(cast)

    def attempt(number: int) -> HttpResponse:
        client = visitor(f"192.0.2.{number}")
        client.force_login(user)
        return client.post(reverse(name), fields)

    assert tries(attempt) <= 10


def test_many_guesses_at_one_code_at_the_same_time_are_held_up(site: Site) -> None:
    """The session counts three mistakes, but guesses that come at once all see none."""
    client = visitor()
    client.post(reverse("account_request_login_code"), {"email": "wie@example.nl"})
    saved = {key: client.session[key] for key in client.session.keys()}  # noqa: SIM118

    def attempt(number: int) -> HttpResponse:
        session = client.session
        session.update(saved)
        session.save()
        client.defaults["REMOTE_ADDR"] = f"192.0.2.{number}"
        return client.post(reverse("account_confirm_login_code"), {"code": "00000000"})

    assert tries(attempt) == 10


# --- By visitor, whatever they ask for --------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "fields", "most"),
    [
        ("account_login", {"login": "n{}@example.nl", "password": "fout"}, 10),
        ("account_request_login_code", {"email": "n{}@example.nl"}, 20),
        ("account_reset_password", {"email": "n{}@example.nl"}, 20),
        ("account_signup", {"email": "n{}@example.nl"}, 20),
        ("account_confirm_login_code", {"code": "{}"}, 20),
        ("account_email_verification_sent", {"code": "{}"}, 20),
        ("account_confirm_password_reset_code", {"code": "{}"}, 20),
        ("mfa_login_webauthn", {"credential": "{}"}, 10),
        ("mfa_authenticate", {"code": "{}"}, 20),
    ],
)
def test_a_visitor_tries_no_more_than_so_many(
    site: Site, name: str, fields: dict[str, str], most: int
) -> None:
    def attempt(number: int) -> HttpResponse:
        filled = {key: value.format(number) for key, value in fields.items()}
        return visitor().post(reverse(name), filled)

    assert 0 < tries(attempt) <= most
    # Somebody else is not held up by it.
    filled = {key: value.format("anders") for key, value in fields.items()}
    if "login" in fields or "email" in fields:
        assert not held_up(visitor("198.51.100.7").post(reverse(name), filled))


def restrict_page(wijk: WijkPage) -> str:
    restriction = PageViewRestriction.objects.create(
        page=wijk, restriction_type="password", password="sesam-open-u"
    )
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, wijk.pk])


def restrict_documents(wijk: WijkPage) -> str:
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    get_document_model().objects.create(title="Geheim", collection=collection)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="sesam-open-u"
    )
    return reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])


@pytest.mark.parametrize("restrict", [restrict_page, restrict_documents])
def test_the_password_of_a_page_is_guessed_at_ten_times(
    wijk: WijkPage, restrict: Callable[[WijkPage], str]
) -> None:
    address = restrict(wijk)
    wrong = {"password": "fout", "return_url": "/"}
    assert tries(lambda _n: visitor().post(address, wrong)) == 10
    # Who knows it and comes from elsewhere gets in, as often as they like.
    right = {"password": "sesam-open-u", "return_url": "/"}
    assert tries(lambda _n: visitor("198.51.100.7").post(address, right)) == 40


def test_the_password_of_a_page_is_not_guessed_by_many_either(wijk: WijkPage) -> None:
    address = restrict_page(wijk)
    wrong = {"password": "fout", "return_url": "/"}
    count = tries(lambda n: visitor(f"198.51.100.{n}").post(address, wrong), most=120)
    assert count == 100


def test_a_service_of_an_organisation_is_not_asked_without_end(site: Site) -> None:
    made = Aanmelddienst(
        site=site, naam="x", sleutel="x", adres="http://localhost:9", client_id="x"
    )
    made.geheim = "x"
    made.save()
    address = reverse("openid_connect_callback", args=["x"])
    assert tries(lambda _n: visitor().get(address)) == 30


# --- The page that says so --------------------------------------------------------------------


@pytest.mark.parametrize("name", ["account_signup", "account_confirm_login_code"])
def test_the_page_asks_for_patience_in_plain_dutch(site: Site, name: str) -> None:
    """Whether the limit is allauth's or ours."""
    for number in range(21):
        late = visitor().post(reverse(name), {"email": f"n{number}@voorbeeld.example"})
    text = late.content.decode()
    assert late.status_code == 429
    assert PATIENCE in text
    assert late["Retry-After"] == "300"
    assert "no-store" in late["Cache-Control"]
    assert "voorbeeld.example" not in text


# --- Whose address counts ---------------------------------------------------------------------

OWN, OTHER, PROXY = "203.0.113.9", "198.51.100.1", "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counted"),
    [
        # Without proxies nothing is believed.
        (0, OTHER, PROXY),
        (0, "", PROXY),
        # The last one is what the own proxy saw; the rest is what somebody said.
        (1, OWN, OWN),
        (1, f"{OTHER}, {OWN}", OWN),
        (1, f"{OTHER},{OTHER},{OWN}", OWN),
        (2, f"{OTHER}, {OWN}, {PROXY}", OWN),
        # Fewer than there should be: somebody came past the proxies.
        (2, OTHER, PROXY),
        (3, f"{OTHER}, {OWN}", PROXY),
        (1, "", PROXY),
        # Nonsense.
        (1, "onzin", PROXY),
        (1, f"{OWN}, <svg onload=alert(1)>", PROXY),
        (1, ",", PROXY),
        (2, ",,,", PROXY),
        (1, "x" * 20_000, PROXY),
        (1, f"{OWN}:4711", OWN),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "[2001:db8::1]:4711", "2001:db8::1"),
    ],
)
def test_the_address_comes_from_the_trusted_proxies_only(
    settings: Settings, rf: RequestFactory, proxies: int, forwarded: str, counted: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    request = rf.post("/", headers=headers, REMOTE_ADDR=PROXY)
    assert AccountAdapter().get_client_ip(request) == counted


def test_a_visitor_without_an_address_is_counted_too(rf: RequestFactory) -> None:
    """As behind a socket of the machine itself."""
    assert AccountAdapter().get_client_ip(rf.post("/", REMOTE_ADDR="")) == NO_ADDRESS


def test_a_made_up_header_is_no_way_round(site: Site, settings: Settings) -> None:
    address = reverse("account_request_login_code")

    def attempt(number: int) -> HttpResponse:
        said = f"198.51.100.{number}"
        forwarded = f"{said}, {OWN}" if settings.ALLAUTH_TRUSTED_PROXY_COUNT else said
        return visitor(PROXY, forwarded).post(address, {"email": f"n{number}@example.nl"})

    for proxies in (0, 1):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        assert tries(attempt) == 20


@pytest.mark.parametrize("forwarded", ["", "onzin", OWN])
def test_too_few_proxies_are_no_error(site: Site, settings: Settings, forwarded: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = visitor(PROXY, forwarded)
    fields = {"login": user.email, "password": PASSWORD}
    assert client.post(reverse("account_login"), fields).status_code == 302
    assert client.get("/mijn/").status_code == 200
