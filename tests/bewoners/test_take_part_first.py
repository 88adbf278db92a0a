"""Take part first, account later: what somebody sends in waits until the address is confirmed."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.functional import lazy

from bewoners.confirming.waiting import (
    Confirmable,
    register_confirmable,
    unregister_confirmable,
    wait_for_confirmation,
)
from bewoners.following.wijken import FOLLOW
from bewoners.models import Bevestiging, Toestemming, User, Volger
from core.mail.delivery import deliver
from core.models import OutgoingMail
from tests.bewoners.following import (
    AT_HOME,
    code_to,
    follow_url,
    link_to,
    send_in,
)
from tests.conftest import OTHER_HOST
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db

AN = "an@example.nl"
HOSTILE = '"><svg onload=alert(1)>'


def test_what_is_sent_waits_and_changes_nothing_yet(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    row = Bevestiging.objects.get()
    assert (row.kind, row.naam, row.email, row.site) == (
        "volgen", "An de Boer", AN, wijk.get_site(),
    )  # fmt: skip
    assert row.confirmed_at is None
    assert not User.objects.filter(email=AN).exists()
    assert not Volger.objects.exists()


def test_the_secrets_are_in_the_mail_only(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    row, code, token = Bevestiging.objects.get(), code_to(AN), link_to(AN).split("/")[2]
    kept = " ".join(str(value) for value in Bevestiging.objects.values_list().get())
    assert token not in kept
    assert code not in kept
    assert code.replace("-", "") not in kept
    assert len(row.token_hash) == len(row.code_hash) == 64


def test_the_outbox_forgets_them_once_the_mail_is_delivered(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    assert deliver(OutgoingMail.objects.get().pk)
    mail = OutgoingMail.objects.get()
    assert (mail.recipients, mail.subject, mail.text, mail.html) == ([], "", "", "")


def test_row_and_mail_are_written_together_or_not_at_all(
    wijk: WijkPage, rf: RequestFactory
) -> None:
    request = rf.post("/", headers=AT_HOME)
    arguments = {"name": "An", "email": AN, "consent": 0}
    # Its name is first asked for when the mail is written, which is after the row.
    broken = Confirmable("kapot", lazy(lambda: 1 / 0, str)(), list, dict, str)
    register_confirmable(broken)
    with pytest.raises(ZeroDivisionError):
        wait_for_confirmation(request, broken, {}, **arguments)
    unregister_confirmable("kapot")
    assert not Bevestiging.objects.exists()
    with transaction.atomic():
        data = {"page": wijk.pk, "site": wijk.get_site().pk}
        wait_for_confirmation(request, FOLLOW, data, **arguments)
        transaction.set_rollback(True)
    assert not Bevestiging.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_looking_at_the_link_changes_nothing(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    before = list(Bevestiging.objects.values_list())
    for method in ("get", "head", "get"):
        answer = getattr(client, method)(link_to(AN), headers=AT_HOME)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
    assert list(Bevestiging.objects.values_list()) == before
    assert not User.objects.filter(email=AN).exists()


def test_the_page_of_the_link_says_in_words_what_will_happen(
    client: Client, wijk: WijkPage
) -> None:
    send_in(client, wijk, AN)
    page = client.get(link_to(AN), headers=AT_HOME).content.decode()
    assert "Havenkwartier" in page
    assert "An de Boer" in page
    assert AN in page
    assert "Ja, dit klopt" in page


def test_the_button_makes_the_account_and_does_what_was_asked(
    client: Client, wijk: WijkPage
) -> None:
    send_in(client, wijk, "An@Example.nl")
    answer = client.post(link_to(AN), headers=AT_HOME)
    assert answer.status_code == 302
    assert answer["Location"] == "/mijn/#volgen"
    user = User.objects.get(email=AN)
    assert user.naam == "An de Boer"
    assert not user.has_usable_password()
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == (AN, True, True)
    assert Volger.objects.get().user == user
    assert client.session["_auth_user_id"] == str(user.pk)
    assert "Havenkwartier" in client.get("/mijn/", headers=AT_HOME).content.decode()


def test_what_was_agreed_to_is_noted_at_the_moment_of_the_form(
    client: Client, wijk: WijkPage
) -> None:
    send_in(client, wijk, AN)
    row = Bevestiging.objects.get()
    client.post(link_to(AN), headers=AT_HOME)
    consent = Toestemming.objects.get()
    assert (consent.user.email, consent.versie, consent.given_at) == (AN, 0, row.created_at)


def test_a_confirmed_row_keeps_nothing_of_what_was_sent(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    client.post(link_to(AN), headers=AT_HOME)
    row = Bevestiging.objects.get()
    assert (row.data, row.naam, row.email) == ({}, "", "")
    assert row.user == User.objects.get(email=AN)


def test_the_code_does_the_same(client: Client, wijk: WijkPage) -> None:
    page = send_in(client, wijk, AN)
    typed = code_to(AN).replace("-", " ")
    answer = client.post(page, {"code": f" {typed} "}, headers=AT_HOME)
    assert answer["Location"] == "/mijn/#volgen"
    assert Volger.objects.filter(user__email=AN, page=wijk).exists()


def test_a_link_works_once(client: Client, wijk: WijkPage) -> None:
    code_page, link = send_in(client, wijk, AN), link_to(AN)
    code = code_to(AN)
    client.post(link, headers=AT_HOME)
    for visitor in (client, Client()):
        for answer in (
            visitor.get(link, headers=AT_HOME),
            visitor.post(link, headers=AT_HOME),
            visitor.get(code_page, headers=AT_HOME),
            visitor.post(code_page, {"code": code}, headers=AT_HOME),
            visitor.post(f"{code_page}opnieuw/", headers=AT_HOME),
        ):
            assert answer.status_code == 410
            assert "Dit is al bevestigd" in answer.content.decode()
    assert Volger.objects.count() == 1
    assert "_auth_user_id" not in Client().session


def test_a_link_expires(client: Client, wijk: WijkPage) -> None:
    code_page, link, code = send_in(client, wijk, AN), link_to(AN), code_to(AN)
    Bevestiging.objects.update(expires_at=timezone.now())
    for answer in (
        client.get(link, headers=AT_HOME),
        client.post(link, headers=AT_HOME),
        client.post(code_page, {"code": code}, headers=AT_HOME),
    ):
        assert answer.status_code == 410
        assert "verlopen" in answer.content.decode()
    assert not User.objects.filter(email=AN).exists()


def test_a_link_works_for_a_week(client: Client, wijk: WijkPage) -> None:
    send_in(client, wijk, AN)
    row = Bevestiging.objects.get()
    assert timedelta(days=6, hours=23) < row.expires_at - timezone.now() <= timedelta(days=7)


@pytest.mark.parametrize("token", ["onzin", "a" * 64, "%00", "x" * 8000, "%0d%0aX-Y:1", "klaar%2f"])
def test_a_strange_link_gets_a_friendly_page(client: Client, wijk: WijkPage, token: str) -> None:
    for method in ("get", "post"):
        answer = getattr(client, method)(f"/bevestig/{token}/", headers=AT_HOME)
        assert answer.status_code == 404
    for address in (f"/bevestig/code/{token}/", f"/bevestig/code/{token}/opnieuw/"):
        assert client.post(address, {"code": "1"}, headers=AT_HOME).status_code == 404


def test_a_link_of_another_municipality_is_unknown(
    client: Client, wijk: WijkPage, other_site: object
) -> None:
    code_page, link = send_in(client, wijk, AN), link_to(AN)
    elsewhere = {"host": OTHER_HOST}
    assert client.get(link, headers=elsewhere).status_code == 404
    assert client.post(link, headers=elsewhere).status_code == 404
    assert client.post(code_page, {"code": code_to(AN)}, headers=elsewhere).status_code == 404
    assert not Volger.objects.exists()


def test_the_other_methods_are_refused(client: Client, wijk: WijkPage) -> None:
    code_page, link = send_in(client, wijk, AN), link_to(AN)
    for address in (follow_url(wijk), code_page, link):
        assert client.put(address, headers=AT_HOME).status_code == 405
        assert client.delete(address, headers=AT_HOME).status_code == 405
    assert client.get(f"{code_page}opnieuw/", headers=AT_HOME).status_code == 405
    assert client.get(f"{follow_url(wijk)}stop/", headers=AT_HOME).status_code == 405
    assert client.post("/bevestig/klaar/", headers=AT_HOME).status_code == 405


def test_without_the_token_of_the_form_nothing_happens(wijk: WijkPage) -> None:
    client = Client()
    send_in(client, wijk, AN)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link_to(AN), headers=AT_HOME).status_code == 403
    assert not Volger.objects.exists()
