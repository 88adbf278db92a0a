"""Somebody who has an account comes in: with a code, a password, or a new password."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.models import User
from core.models import OutgoingMail
from tests.bewoners.people import (
    CONFIRM_CODE,
    REQUEST_CODE,
    code_in,
    last_mail,
    without_tokens,
)
from tests.factories.people import UserFactory

AN, PASSWORD = "an@example.nl", "wachtwoord-van-test"
HOME, LOGIN = reverse("bewoners:home"), reverse("account_login")
ASK, CONFIRM = reverse(REQUEST_CODE), reverse(CONFIRM_CODE)
FORGOT = reverse("account_reset_password")


@pytest.fixture
def an(site: Site) -> User:
    return UserFactory(email=AN, naam="An")


def logged_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_a_stranger_is_led_to_the_log_in_page_and_then_back(client: Client, an: User) -> None:
    profile = reverse("bewoners:profile")
    answer = client.get(profile)
    assert answer["Location"] == f"{ASK}?next={profile}"
    client.post(ASK, {"email": AN, "next": profile})
    page = client.get(f"{CONFIRM}?next={profile}").content.decode()
    assert f'name="next" value="{profile}"' in page
    answer = client.post(CONFIRM, {"code": code_in(last_mail(AN)), "next": profile})
    assert answer["Location"] == profile


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_nobody_is_led_to_another_site(client: Client, an: User, elsewhere: str) -> None:
    client.post(ASK, {"email": AN, "next": elsewhere})
    answer = client.post(CONFIRM, {"code": code_in(last_mail(AN)), "next": elsewhere})
    assert answer["Location"] == HOME


@pytest.mark.parametrize("typed", [AN, "An@Example.NL", "  an@example.nl "])
def test_a_code_by_mail_lets_somebody_in(client: Client, an: User, typed: str) -> None:
    answer = client.post(ASK, {"email": typed})
    assert answer["Location"] == CONFIRM
    mail = last_mail(AN)
    assert mail.subject == "Uw code voor Waterhage"
    assert mail.html
    assert not logged_in(client)
    client.post(CONFIRM, {"code": code_in(mail)})
    assert logged_in(client)
    # One code is enough, also for accounts that an administrator made.
    assert OutgoingMail.objects.count() == 1


def test_a_code_works_once(client: Client, an: User) -> None:
    client.post(ASK, {"email": AN})
    code = code_in(last_mail(AN))
    client.post(CONFIRM, {"code": code})
    other = Client()
    other.cookies = client.cookies
    client.post(reverse("account_logout"))
    client.post(CONFIRM, {"code": code})
    assert not logged_in(client)


def test_getting_the_page_of_the_code_changes_nothing(client: Client, an: User) -> None:
    client.post(ASK, {"email": AN})
    code = code_in(last_mail(AN))
    for _ in range(5):
        client.get(f"{CONFIRM}?code={code}")
    assert not logged_in(client)
    client.post(CONFIRM, {"code": code})
    assert logged_in(client)


def test_after_three_wrong_codes_one_has_to_begin_again(client: Client, an: User) -> None:
    client.post(ASK, {"email": AN})
    code = code_in(last_mail(AN))
    for _ in range(2):
        assert "Deze code klopt niet" in client.post(CONFIRM, {"code": "1"}).content.decode()
    assert client.post(CONFIRM, {"code": "1"})["Location"] == ASK
    client.post(CONFIRM, {"code": code})
    assert not logged_in(client)


def test_a_code_expires(client: Client, an: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client.post(ASK, {"email": AN})
    code = code_in(last_mail(AN))
    later = timezone.now().timestamp() + 15 * 60 + 1
    monkeypatch.setattr("time.time", lambda: later)
    client.post(CONFIRM, {"code": code})
    monkeypatch.undo()
    assert not logged_in(client)


def test_a_new_code_can_be_asked_for_three_times(client: Client, an: User) -> None:
    client.post(ASK, {"email": AN})
    first = code_in(last_mail(AN))
    for _ in range(3):
        client.post(CONFIRM, {"action": "resend"})
    assert OutgoingMail.objects.count() == 4
    assert "Stuur een nieuwe code" not in client.get(CONFIRM).content.decode()
    client.post(CONFIRM, {"action": "resend"})
    assert OutgoingMail.objects.count() == 4
    client.post(CONFIRM, {"code": first})
    assert not logged_in(client)
    client.post(CONFIRM, {"code": code_in(last_mail(AN))})
    assert logged_in(client)


def steps(address: str) -> tuple[list[tuple[int, str]], int]:
    """Try to log in; return what a visitor sees at each step, and how many queries it took."""
    client = Client()
    with CaptureQueriesContext(connection) as queries:
        answers = [
            client.post(ASK, {"email": address}),
            client.get(CONFIRM),
            client.get(ASK),
            client.get(reverse("account_signup")),
            client.post(ASK, {"email": address}),
            client.post(CONFIRM, {"code": ""}),
            client.post(CONFIRM, {"action": "resend"}),
            client.post(CONFIRM, {"code": "0000-0000"}),
            client.post(LOGIN, {"login": address, "password": "verkeerd-wachtwoord"}),
        ]
    seen = [
        (
            answer.status_code,
            answer.get("Location", "")
            + without_tokens(answer.content.decode().replace(address, "")),
        )
        for answer in answers
    ]
    return seen, len(queries)


def test_an_unknown_address_gets_the_same_answers_and_another_mail(an: User) -> None:
    steps("nog-iemand@example.nl")  # fills what is kept for all
    known, known_queries = steps(AN)
    unknown, unknown_queries = steps("niemand@example.nl")
    assert known == unknown
    # Each step looks for the account once; finding it, the first makes its address known.
    assert abs(known_queries - unknown_queries) <= 2 * len(known)
    mail = last_mail("niemand@example.nl")
    assert mail.subject == "Geen account gevonden bij Waterhage"
    assert reverse("account_signup") in mail.text
    assert "niets te doen" in mail.html


def test_a_closed_account_gets_the_same_answers_as_no_account(an: User) -> None:
    an.is_active = False
    an.save()
    closed, _queries = steps(AN)
    assert closed == steps("niemand@example.nl")[0]


@pytest.mark.parametrize("email", ["", "geen", "a" * 20_000 + "@b.nl", "a\x00@b.nl",
                                   "a@b.nl\r\nBcc: c@d.nl", '"><svg onload=x>@b.nl'])  # fmt: skip
def test_an_address_that_can_not_exist_is_refused_at_the_field(
    client: Client, site: Site, email: str
) -> None:
    for page, field in ((ASK, "email"), (LOGIN, "login"), (FORGOT, "email")):
        answer = client.post(page, {field: email, "password": "x"})
        assert answer.status_code == 200
        text = answer.content.decode()
        assert f'id="id_{field}_error"' in text
        assert f'href="#id_{field}"' in text
        assert "<svg onload" not in text
    assert not OutgoingMail.objects.exists()


def test_logging_out_takes_a_button(client: Client, an: User) -> None:
    client.force_login(an)
    out = reverse("account_logout")
    assert client.get(out).status_code == 200
    assert logged_in(client)
    answer = client.post(out)
    assert answer["Location"] == ASK
    # Said on a page of the account, so that pages for everybody hold no word for one.
    assert "U bent uitgelogd" in client.get(ASK).content.decode()
    assert not logged_in(client)


PAGES = ["account_login", REQUEST_CODE, "account_signup", "account_reset_password",
         "account_inactive", "socialaccount_login_cancelled"]  # fmt: skip
OWN_PAGES = ["bewoners:home", "bewoners:profile", "account_email", "account_logout",
             "account_change_password", "mfa_index", "mfa_list_webauthn",
             "usersessions_list", "socialaccount_connections"]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_no_cache_keeps_a_page_where_people_log_in(client: Client, site: Site, name: str) -> None:
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("name", OWN_PAGES)
def test_pages_of_somebody_are_theirs_alone_and_in_dutch(
    client: Client, an: User, name: str
) -> None:
    assert client.get(reverse(name)).status_code == 302 or name == "account_logout"
    client.force_login(an)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    text = answer.content.decode()
    assert text.count("<h1") == 1
    assert 'class="sw-menu' in text or 'class="utrecht-page-header' in text
    main = text[text.index("<main") : text.index("</main>")]
    for foreign in (" je ", " jouw ", "Sign ", "Password", "Email", "<style", "style=", "onclick"):
        assert foreign not in main, foreign


def test_the_header_is_the_same_for_everybody(client: Client, an: User) -> None:
    def header(page: str) -> str:
        text = client.get(page).content.decode()
        return text[text.index("<header") : text.index("</header>")]

    stranger = header("/")
    assert HOME in stranger
    client.force_login(an)
    assert header("/") == stranger
    assert header(HOME) == stranger
    assert not client.get("/").cookies


def test_a_page_for_everybody_stays_free_of_cookies(client: Client, site: Site) -> None:
    client.get(ASK)
    fresh = Client()
    answer = fresh.get("/")
    assert not fresh.cookies
    assert answer["Cache-Control"].startswith("public")


def test_what_stands_around_a_page_costs_nothing_where_it_is_given(
    client: Client, site: Site, settings: Settings
) -> None:
    """The front page gives its own header and footer; looking them up again would be seen here."""
    client.get("/")
    with CaptureQueriesContext(connection) as with_it:
        client.get("/")
    processors = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
    without = [name for name in processors if name != "core.context_processors.around"]
    options = {**settings.TEMPLATES[0]["OPTIONS"], "context_processors": without}
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "OPTIONS": options}]
    with CaptureQueriesContext(connection) as without_it:
        client.get("/")
    assert len(with_it) == len(without_it)


def test_asking_for_a_new_code_is_as_much_work_for_an_unknown_address(an: User) -> None:
    counts = []
    for address in (AN, "niemand@example.nl"):
        client = Client()
        client.post(ASK, {"email": address})
        with CaptureQueriesContext(connection) as queries:
            client.post(CONFIRM, {"action": "resend"})
        counts.append(len(queries))
    # One more finds the account.
    assert counts[0] - counts[1] <= 1
    assert OutgoingMail.objects.count() == 4
