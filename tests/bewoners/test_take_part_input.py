"""Taking part with wrong input, wrong codes, and too often."""

import pytest
from django.test import Client

from bewoners.models import Bevestiging, User, Volger
from core.models import OutgoingMail
from tests.bewoners.following import (
    AT_HOME,
    code_to,
    follow_url,
    form_values,
    link_to,
    send_in,
)
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db

AN = "an@example.nl"
HOSTILE = '"><svg onload=alert(1)>'


def test_a_kind_that_refuses_keeps_what_was_sent(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    link = link_to(AN)
    wijk.unpublish()
    for method in ("get", "post"):
        answer = getattr(client, method)(link, headers=AT_HOME)
        assert answer.status_code == 409
        assert "staat niet meer op de site" in answer.content.decode()
    row = Bevestiging.objects.get()
    assert row.confirmed_at is None
    assert row.email == AN
    assert not User.objects.filter(email=AN).exists()
    assert "_auth_user_id" not in client.session


def test_a_kind_of_an_app_that_is_gone_is_refused_politely(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    Bevestiging.objects.update(kind="weg")
    for method in ("get", "post"):
        assert getattr(client, method)(link_to(AN), headers=AT_HOME).status_code == 409


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "geen adres"}, "email"),
        ({"email": "an@example.nl\r\nBcc: x@example.nl"}, "email"),
        ({"email": "a" * 20_000 + "@example.nl"}, "email"),
        ({"email": ""}, "email"),
        ({"naam": "An\r\nDe Boer"}, "naam"),
        ({"naam": "x" * 20_000}, "naam"),
        ({"naam": "An\x00"}, "naam"),
        ({"naam": ""}, "naam"),
        ({"toestemming": ""}, "toestemming"),
        ({"toestemming": "9"}, "toestemming"),
        ({"toestemming": "x" * 20_000}, "toestemming"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    client: Client, wijk: WijkPage, change: dict[str, str], field: str
) -> None:
    answer = client.post(follow_url(wijk), form_values(AN) | change, headers=AT_HOME)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert not Bevestiging.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_markup_in_a_name_is_text(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN, naam=HOSTILE)
    page = client.get(link_to(AN), headers=AT_HOME).content.decode()
    assert "<svg onload" not in page
    assert "&lt;svg onload" in page
    assert "svg" not in OutgoingMail.objects.get().html


def test_the_mail_repeats_nothing_that_a_stranger_typed(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN, naam="Win op kwaad.example")
    mail = OutgoingMail.objects.get()
    assert "kwaad" not in mail.subject + mail.text + mail.html


# --- Codes -------------------------------------------------------------------------------------


def test_a_wrong_code_is_said_and_counted(client: Client, wijk: WijkPage) -> None:
    page = send_in(client, wijk, AN)
    for wrong in ("0000-0000", "\x00", "x" * 20_000, "", HOSTILE):
        answer = client.post(page, {"code": wrong}, headers=AT_HOME)
        assert answer.status_code == 200
        assert "code" in answer.context["form"].errors
    assert not Volger.objects.exists()
    assert 0 < Bevestiging.objects.get().attempts <= 5


def test_after_five_wrong_codes_the_right_one_is_too_late(client: Client, wijk: WijkPage) -> None:
    page, right = send_in(client, wijk, AN), code_to(AN)
    wrong = "0000-0000" if right != "0000-0000" else "1111-1111"
    for _number in range(5):
        client.post(page, {"code": wrong}, headers=AT_HOME)
    answer = client.post(page, {"code": right}, headers=AT_HOME)
    assert "te vaak een verkeerde code" in answer.content.decode()
    assert not Volger.objects.exists()
    # The link was not guessed at, and still works.
    assert client.post(link_to(AN), headers=AT_HOME)["Location"] == "/mijn/#volgen"


def test_a_new_code_replaces_the_old_one(client: Client, wijk: WijkPage) -> None:
    page, old_code, old_link = send_in(client, wijk, AN), code_to(AN), link_to(AN)
    answer = client.post(f"{page}opnieuw/", headers=AT_HOME)
    assert answer["Location"] == page
    assert OutgoingMail.objects.count() == 2
    assert client.get(old_link, headers=AT_HOME).status_code == 404
    if code_to(AN) != old_code:
        client.post(page, {"code": old_code}, headers=AT_HOME)
        assert not Volger.objects.exists()
    client.post(page, {"code": code_to(AN)}, headers=AT_HOME)
    assert Volger.objects.exists()


def test_only_so_many_mails_are_sent_for_one_submission(client: Client, wijk: WijkPage) -> None:
    page = send_in(client, wijk, AN)
    answers = [client.post(f"{page}opnieuw/", headers=AT_HOME).status_code for _ in range(5)]
    assert answers == [302, 302, 302, 429, 429]
    assert OutgoingMail.objects.count() == 4
    assert "nieuwe code" in client.get(page, headers=AT_HOME).content.decode()


def test_a_wrong_address_can_be_changed(client: Client, wijk: WijkPage) -> None:
    page = send_in(client, wijk, "aan@example.nl")
    old = link_to("aan@example.nl")
    client.post(f"{page}opnieuw/", {"email": "AN@example.nl"}, headers=AT_HOME)
    assert Bevestiging.objects.get().email == AN
    assert client.post(old, headers=AT_HOME).status_code == 404
    client.post(page, {"code": code_to(AN)}, headers=AT_HOME)
    assert Volger.objects.get().user.email == AN


def test_a_wrong_new_address_is_said_at_its_field(client: Client, wijk: WijkPage) -> None:
    page = send_in(client, wijk, AN)
    answer = client.post(f"{page}opnieuw/", {"email": "geen adres"}, headers=AT_HOME)
    assert answer.status_code == 200
    assert answer.context["other"].errors
    assert OutgoingMail.objects.count() == 1


def test_one_address_gets_only_so_many_mails_an_hour(client: Client, wijk: WijkPage) -> None:
    answers = [
        client.post(
            follow_url(wijk),
            form_values(AN),
            headers=AT_HOME,
            REMOTE_ADDR=f"192.0.2.{number}",
        ).status_code
        for number in range(8)
    ]
    assert answers == [302] * 6 + [429] * 2
    assert OutgoingMail.objects.count() == 6
    # Somebody else is not held up by it.
    send_in(client, wijk, "ander@example.nl")


def test_one_visitor_sends_only_so_many_mails_an_hour(client: Client, wijk: WijkPage) -> None:
    answers = {
        number: client.post(
            follow_url(wijk), form_values(f"nummer{number}@example.nl"), headers=AT_HOME
        ).status_code
        for number in range(31)
    }
    assert [number for number, status in answers.items() if status == 429] == [30]
