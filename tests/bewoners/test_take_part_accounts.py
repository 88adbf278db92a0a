"""Whose what was sent in becomes: of the account of the address, and of nobody else."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from bewoners.models import Bevestiging, User, Volger
from core.models import OutgoingMail
from tests.bewoners.following import AT_HOME, code_to, follow_url, link_to, send_in
from tests.conftest import Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db

AN = "an@example.nl"


def confirmed_user(email: str = AN, **fields: object) -> User:
    user = UserFactory(email=email, **fields)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def test_an_account_that_is_there_gets_it(client: Client, wijk: WijkPage) -> None:
    user = confirmed_user(naam="Anneke")
    send_in(client, wijk, "AN@example.nl", naam="Iemand anders")
    client.post(link_to(AN), headers=AT_HOME)
    user.refresh_from_db()
    assert user.naam == "Anneke"
    assert Volger.objects.get().user == user
    assert User.objects.filter(email__iexact=AN).count() == 1


def test_a_second_confirmed_address_leads_to_its_account(client: Client, wijk: WijkPage) -> None:
    user = confirmed_user("hoofd@example.nl")
    EmailAddress.objects.create(user=user, email=AN, verified=True)
    send_in(client, wijk, AN)
    client.post(link_to(AN), headers=AT_HOME)
    assert Volger.objects.get().user == user
    assert not User.objects.filter(email=AN).exists()


def test_an_address_that_only_looks_the_same_leads_to_another_account(
    client: Client, wijk: WijkPage
) -> None:
    user = confirmed_user("mike@example.nl")
    send_in(client, wijk, "m\u0131ke@example.nl")
    client.post(link_to("m\u0131ke@example.nl"), headers=AT_HOME)
    assert client.session["_auth_user_id"] != str(user.pk)
    assert not Volger.objects.filter(user=user).exists()


def test_known_and_unknown_addresses_get_the_same_answers(client: Client, wijk: WijkPage) -> None:
    confirmed_user("bekend@example.nl")
    UserFactory(email="dicht@example.nl", is_active=False)
    shown = set()
    for email in ("bekend@example.nl", "dicht@example.nl", "nieuw@example.nl"):
        page = client.get(send_in(client, wijk, email), headers=AT_HOME)
        text = page.content.decode().replace(email, "ADDRESS")
        for part in (page.request["PATH_INFO"].split("/")[3], str(page.context["csrf_token"])):
            text = text.replace(part, "")
        shown.add((page.status_code, text))
    assert len(shown) == 1
    subjects = set(OutgoingMail.objects.values_list("subject", flat=True))
    assert len(subjects) == 1


def test_an_address_that_a_stranger_left_unconfirmed_is_taken_over(
    client: Client, wijk: WijkPage
) -> None:
    """Who made the account with somebody else's address does not get in after it is confirmed."""
    stranger = UserFactory(email=AN, naam="Vreemde")
    EmailAddress.objects.create(user=stranger, email=AN, verified=False, primary=True)
    EmailAddress.objects.create(user=stranger, email="vreemde@example.nl", verified=False)
    Authenticator.objects.create(user=stranger, type=Authenticator.Type.TOTP, data={})
    send_in(client, wijk, AN)
    client.post(link_to(AN), headers=AT_HOME)
    stranger.refresh_from_db()
    assert stranger.naam == "An de Boer"
    assert not stranger.has_usable_password()
    assert not Authenticator.objects.filter(user=stranger).exists()
    assert [row.email for row in EmailAddress.objects.filter(user=stranger)] == [AN]
    assert EmailAddress.objects.get(user=stranger).verified


def test_somebody_who_only_typed_the_address_elsewhere_keeps_their_account(
    client: Client, wijk: WijkPage
) -> None:
    other = confirmed_user("ander@example.nl")
    EmailAddress.objects.create(user=other, email=AN, verified=False)
    send_in(client, wijk, AN)
    client.post(link_to(AN), headers=AT_HOME)
    assert Volger.objects.get().user == User.objects.get(email=AN)
    assert User.objects.get(email=AN) != other


@pytest.mark.parametrize("who", ["redacteur", "superuser"])
def test_who_can_enter_the_admin_is_not_logged_in_by_a_mail(
    client: Client, wijk: WijkPage, cast: Cast, who: str
) -> None:
    user = getattr(cast, who)
    send_in(client, wijk, user.email)
    answer = client.post(link_to(user.email), headers=AT_HOME)
    assert answer["Location"] == "/bevestig/klaar/"
    assert "_auth_user_id" not in client.session
    assert client.get("/bevestig/klaar/", headers=AT_HOME).status_code == 200
    assert Volger.objects.get().user == user
    user.refresh_from_db()
    assert user.has_usable_password()


def test_who_has_a_second_factor_is_not_logged_in_by_a_mail(client: Client, wijk: WijkPage) -> None:
    user = confirmed_user()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    page = send_in(client, wijk, AN)
    answer = client.post(page, {"code": code_to(AN)}, headers=AT_HOME)
    assert answer["Location"] == "/bevestig/klaar/"
    assert "_auth_user_id" not in client.session
    assert Volger.objects.get().user == user
    assert Authenticator.objects.filter(user=user).exists()


def test_a_closed_account_stays_closed(client: Client, wijk: WijkPage) -> None:
    user = confirmed_user(is_active=False)
    send_in(client, wijk, AN)
    answer = client.post(link_to(AN), headers=AT_HOME)
    assert answer.status_code == 403
    assert "Dit account is gesloten" in answer.content.decode()
    user.refresh_from_db()
    assert not user.is_active
    assert not Volger.objects.exists()
    assert Bevestiging.objects.get().confirmed_at is None
    assert "_auth_user_id" not in client.session


def test_a_link_to_another_address_does_not_change_who_is_logged_in(
    client: Client, wijk: WijkPage
) -> None:
    send_in(client, wijk, AN)
    somebody = UserFactory()
    client.force_login(somebody)
    answer = client.post(link_to(AN), headers=AT_HOME)
    assert answer["Location"] == "/bevestig/klaar/"
    assert client.session["_auth_user_id"] == str(somebody.pk)
    assert Volger.objects.get().user.email == AN


def test_somebody_logged_in_needs_no_confirmation(client: Client, wijk: WijkPage) -> None:
    user = UserFactory()
    client.force_login(user)
    page = client.get(follow_url(wijk), headers=AT_HOME)
    assert "e-mailadres" not in page.content.decode().split("<main")[1].split("</main")[0]
    answer = client.post(follow_url(wijk), headers=AT_HOME)
    assert answer["Location"] == "/mijn/#volgen"
    assert Volger.objects.get().user == user
    assert not Bevestiging.objects.exists()
    assert not OutgoingMail.objects.exists()
