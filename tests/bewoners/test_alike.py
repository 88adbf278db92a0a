"""Nobody learns from the log-in which addresses have an account: not from words, not from time."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.models import User
from core.models import OutgoingMail
from tests.conftest import HOST
from tests.factories.people import UserFactory

KNOWN, UNKNOWN = "an@example.nl", "wie@example.nl"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
# Questions more or less that nobody can measure among the work of an answer.
ABOUT = 8


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed, which is what takes time."""

    count = 0

    def encode(self, password: str, salt: str) -> str:
        type(self).count += 1
        return super().encode(password, salt)


@pytest.fixture(autouse=True)
def _count_hashes(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"


@dataclass
class Answer:
    """What somebody could see or measure."""

    status: int
    where: str
    text: str
    cookies: list[str]
    mails: int
    hashes: int
    queries: int


def ask(name: str, field: str, email: str, at: str = "192.0.2.1", **fields: str) -> Answer:
    """Fill in a form as a visitor whom nobody knows, and look at the page that it leads to."""
    client = Client(headers={"host": HOST}, REMOTE_ADDR=at)
    client.get(reverse(name))
    CountingHasher.count, before = 0, OutgoingMail.objects.count()
    with CaptureQueriesContext(connection) as queries:
        response = client.post(reverse(name), {field: email, **fields})
    hashes, mails = CountingHasher.count, OutgoingMail.objects.count() - before
    page = client.get(response["Location"]) if response.status_code == 302 else response
    text = TOKEN.sub("", page.content.decode()).replace(email, "ADRES")
    return Answer(
        response.status_code, response.headers.get("Location", ""), text,
        sorted(response.cookies), mails, hashes, len(queries),
    )  # fmt: skip


def with_password(user: User) -> None:
    """An ordinary account."""


def without_password(user: User) -> None:
    user.set_unusable_password()
    user.save()


def closed(user: User) -> None:
    user.is_active = False
    user.save()


def unconfirmed(user: User) -> None:
    EmailAddress.objects.filter(user=user).delete()


def with_second_step(user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")


KINDS: list[Callable[[User], Any]] = [
    with_password, without_password, closed, unconfirmed, with_second_step,
]  # fmt: skip
FORMS = {
    "password": ("account_login", "login", {"password": "niet-het-goede-woord"}),
    "code": ("account_request_login_code", "email", {}),
    "reset": ("account_reset_password", "email", {}),
}


@pytest.fixture
def known(site: Site) -> User:
    user = UserFactory(email=KNOWN)
    EmailAddress.objects.create(user=user, email=KNOWN, verified=True, primary=True)
    return user


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_a_known_address_gets_the_same_answer_as_an_unknown_one(
    known: User, form: str, kind: Callable[[User], Any]
) -> None:
    kind(known)
    name, field, fields = FORMS[form]
    # What is only made once in a process is made by now.
    ask(name, field, "eerste@example.nl", **fields)
    answer, other = ask(name, field, KNOWN, **fields), ask(name, field, UNKNOWN, **fields)
    assert (answer.status, answer.where) == (other.status, other.where)
    assert answer.text == other.text
    assert answer.cookies == other.cookies
    assert answer.mails == other.mails
    assert answer.hashes == other.hashes
    assert abs(answer.queries - other.queries) <= ABOUT


def test_capitals_make_no_difference(known: User) -> None:
    name, field, fields = FORMS["code"]
    answers = [ask(name, field, email, **fields) for email in (KNOWN.upper(), UNKNOWN.upper())]
    assert answers[0].where == answers[1].where
    assert answers[0].mails == answers[1].mails == 1


def test_a_wrong_code_is_answered_alike(known: User) -> None:
    pages = []
    for email in (KNOWN, UNKNOWN):
        client = Client(headers={"host": HOST})
        client.post(reverse("account_request_login_code"), {"email": email})
        for _ in range(2):
            page = client.post(reverse("account_confirm_login_code"), {"code": "00000000"})
        assert page.status_code == 200
        last = client.post(reverse("account_confirm_login_code"), {"code": "00000000"})
        pages.append(
            (TOKEN.sub("", page.content.decode()).replace(email, "ADRES"), last["Location"])
        )
    assert pages[0] == pages[1]


def test_a_wrong_code_for_a_new_password_is_answered_alike(known: User) -> None:
    pages = []
    for email in (KNOWN, UNKNOWN):
        client = Client(headers={"host": HOST})
        client.post(reverse("account_reset_password"), {"email": email})
        page = client.post(reverse("account_confirm_password_reset_code"), {"code": "00000000"})
        assert page.status_code == 200
        pages.append(TOKEN.sub("", page.content.decode()).replace(email, "ADRES"))
    assert pages[0] == pages[1]


def test_the_limit_comes_as_soon_for_both(known: User) -> None:
    counts = []
    for email, at in ((KNOWN, "192.0.2.7"), (UNKNOWN, "192.0.2.8")):
        name, field, fields = FORMS["password"]
        texts = [ask(name, field, email, at, **fields).text for _ in range(7)]
        counts.append([text == texts[0] for text in texts])
    assert counts[0] == counts[1]
    assert not all(counts[0])
