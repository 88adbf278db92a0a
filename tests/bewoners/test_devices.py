"""Where somebody is logged in, and ending it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from bewoners.login.devices import describe
from bewoners.models import User
from tests.bewoners.people import log_in_by_code
from tests.factories.people import UserFactory

AN = "an@example.nl"
HOME, LIST = reverse("bewoners:home"), reverse("usersessions_list")
AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0": (
        "Firefox op een Windows-computer"
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/17.5 Safari/605.1.15": "Safari op een Mac",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
    "Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari op een iPhone",
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) "
    "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36": (
        "Samsung Internet op een Android-telefoon"
    ),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/127.0.0.0 Safari/537.36 Edg/127.0.0.0": "Edge op een Windows-computer",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/127.0.0.0 Safari/537.36": "Chrome op een Chromebook",
    "": "Onbekend apparaat",
    "curl/8.0 \x00<svg onload>": "Onbekend apparaat",
}
FIREFOX, SAFARI = list(AGENTS)[:2]


@pytest.mark.parametrize(("agent", "name"), AGENTS.items())
def test_a_device_is_named_in_words_that_people_know(agent: str, name: str) -> None:
    assert describe(agent) == name


@pytest.fixture
def an(site: Site) -> User:
    return UserFactory(email=AN, naam="An")


def on(agent: str, email: str = AN) -> Client:
    client = Client(headers={"user-agent": agent})
    log_in_by_code(client, email)
    return client


def device_of(client: Client) -> UserSession:
    return UserSession.objects.get(session_key=client.session.session_key)


def let_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_somebody_sees_their_devices_without_numbers(an: User) -> None:
    computer, _tablet = on(FIREFOX), on(SAFARI)
    text = computer.get(LIST).content.decode()
    assert "Firefox op een Windows-computer" in text
    assert "Safari op een Mac" in text
    assert text.count("dit apparaat") == 1
    assert "127.0.0.1" not in text
    assert "Mozilla" not in text


def test_one_device_is_logged_out_and_the_others_stay(an: User) -> None:
    computer, tablet, third = on(FIREFOX), on(SAFARI), on(SAFARI)
    address = reverse("bewoners:log_out_device", args=[device_of(tablet).pk])
    assert computer.get(address).status_code == 405
    assert let_in(tablet)
    answer = computer.post(address, follow=True)
    assert "U bent op dat apparaat uitgelogd" in answer.content.decode()
    assert [let_in(client) for client in (computer, tablet, third)] == [True, False, True]
    assert computer.post(address).status_code == 404


def test_all_other_devices_are_logged_out_at_once(an: User) -> None:
    computer, tablet, third = on(FIREFOX), on(SAFARI), on(SAFARI)
    computer.post(LIST)
    assert [let_in(client) for client in (computer, tablet, third)] == [True, False, False]


def test_logging_out_this_device_is_logging_out(an: User) -> None:
    computer = on(FIREFOX)
    answer = computer.post(reverse("bewoners:log_out_device", args=[device_of(computer).pk]))
    assert answer.status_code == 302
    assert not let_in(computer)


def test_nobody_logs_out_somebody_else(an: User) -> None:
    UserFactory(email="bo@example.nl")
    mine, other = on(FIREFOX), on(SAFARI, "bo@example.nl")
    address = reverse("bewoners:log_out_device", args=[device_of(mine).pk])
    assert other.post(address).status_code == 404
    other.post(LIST)
    assert Client().post(address).status_code == 302
    assert let_in(mine)
    assert "Firefox" not in other.get(LIST).content.decode()


def test_a_session_that_is_over_is_not_listed(an: User) -> None:
    computer, tablet = on(FIREFOX), on(SAFARI)
    session = tablet.session
    session.set_expiry(timezone.now() - timedelta(days=1))
    session.save()
    assert "Safari" not in computer.get(LIST).content.decode()


def test_a_device_remembers_roughly_when_it_was_used(an: User) -> None:
    computer = on(FIREFOX)
    long_ago = timezone.now() - timedelta(days=3)
    UserSession.objects.update(last_seen_at=long_ago)
    computer.get(HOME)
    seen = device_of(computer).last_seen_at
    session = computer.session
    session["used_at"] = int((timezone.now() - timedelta(hours=2)).timestamp())
    session.save()
    UserSession.objects.update(last_seen_at=long_ago)
    computer.get(HOME)
    assert device_of(computer).last_seen_at > long_ago + timedelta(days=2)
    # Within the hour nothing is written.
    UserSession.objects.update(last_seen_at=seen)
    computer.get(HOME)
    assert device_of(computer).last_seen_at == seen


def test_the_list_costs_the_same_for_one_device_and_for_many(an: User) -> None:
    computer = on(FIREFOX)
    computer.get(LIST)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            computer.get(LIST)
        counts.append(len(queries))
        for _ in range(3):
            # Straight to the session: asking for codes that often is refused.
            other = Client(headers={"user-agent": SAFARI})
            other.force_login(an)
            UserSession.objects.create(
                user=an, ip="127.0.0.1", user_agent=SAFARI, session_key=other.session.session_key
            )
    assert counts[0] == counts[1]
    assert computer.get(LIST).content.decode().count("Safari op een Mac") >= 3
