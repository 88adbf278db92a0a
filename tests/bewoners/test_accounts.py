"""Accounts are known by an e-mail address, in which capitals make no difference."""

from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from bewoners.models import User
from tests.bewoners.people import REQUEST_CODE, last_mail, log_in_by_code
from tests.conftest import Cast
from tests.factories.people import UserFactory

PASSWORD = "een-lang-wachtwoord-7"


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["an@example.nl", "An@Example.NL", "AN@EXAMPLE.NL"])
def test_somebody_logs_in_with_any_capitals(typed: str) -> None:
    user = User.objects.create_user("An@example.nl", PASSWORD)
    assert user.email == "an@example.nl"
    assert authenticate(username=typed, password=PASSWORD) == user


@pytest.mark.django_db
def test_a_wrong_password_or_a_closed_account_does_not_log_in() -> None:
    user = User.objects.create_user("an@example.nl", PASSWORD)
    assert authenticate(username="an@example.nl", password=PASSWORD.upper()) is None
    user.is_active = False
    user.save()
    assert authenticate(username="an@example.nl", password=PASSWORD) is None


@pytest.mark.django_db
def test_an_account_without_password_is_not_entered_with_an_empty_one() -> None:
    User.objects.create_user("an@example.nl")
    assert authenticate(username="an@example.nl", password="") is None


@pytest.mark.django_db
def test_an_address_has_one_account() -> None:
    User.objects.create_user("an@example.nl")
    with pytest.raises(IntegrityError):
        User.objects.create_user("AN@example.nl")


@pytest.mark.django_db
def test_a_second_account_is_refused_in_dutch() -> None:
    User.objects.create_user("an@example.nl")
    with pytest.raises(ValidationError, match="Er is al een account met dit e-mailadres"):
        User(email="AN@example.nl", password="x").full_clean()


@pytest.mark.django_db
def test_an_account_needs_an_address() -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user("")


@pytest.mark.django_db
def test_the_command_makes_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, email="Bea@example.nl", stdout=StringIO())
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_staff) == ("bea@example.nl", True, True)
    assert user.check_password(PASSWORD)
    with pytest.raises(CommandError):
        call_command("createsuperuser", interactive=False, email="BEA@example.nl")


def test_the_admin_asks_for_an_address_in_dutch(client: Client, site: Site) -> None:
    response = client.get(reverse("wagtailadmin_login"), follow=True)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'lang="nl"' in text
    assert "e-mailadres" in text.lower()


def test_an_editor_logs_in_with_capitals(client: Client, cast: Cast) -> None:
    log_in_by_code(Client(), cast.redacteur.email)
    values = {"login": cast.redacteur.email.upper(), "password": "wachtwoord-van-test"}
    assert client.post(reverse("account_login"), values).status_code == 302
    assert client.get(reverse("bewoners:home")).status_code == 200


def test_somebody_without_rights_does_not_enter_the_admin(client: Client, cast: Cast) -> None:
    client.force_login(cast.outsider)
    response = client.get(reverse("wagtailadmin_home"))
    assert response.status_code == 302
    assert reverse("wagtailadmin_login") in response["Location"]


def fields(email: str, **more: str) -> dict[str, str]:
    return {
        "email": email,
        "first_name": "An",
        "last_name": "de Wit",
        "password1": PASSWORD,
        "password2": PASSWORD,
        **more,
    }


def test_an_administrator_makes_an_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    address = reverse("wagtailusers_users:add")
    assert client.get(address).status_code == 200
    response = client.post(address, fields("Nieuw@Example.nl"))
    assert response.status_code == 302
    user = User.objects.get(email="nieuw@example.nl")
    assert user.check_password(PASSWORD)
    assert not user.is_superuser


def test_an_administrator_can_not_make_a_second_account_for_an_address(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.superuser)
    count = User.objects.count()
    for email in (cast.redacteur.email, cast.redacteur.email.upper(), "geen-adres", ""):
        response = client.post(reverse("wagtailusers_users:add"), fields(email))
        assert response.status_code == 200
        assert response.context["form"].errors["email"]
    assert User.objects.count() == count


def test_an_administrator_changes_an_account(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    address = reverse("wagtailusers_users:edit", args=[cast.redacteur.pk])
    assert client.get(address).status_code == 200
    values = fields("Ander@Example.nl", is_active="on", password1="", password2="")
    assert client.post(address, values).status_code == 302
    cast.redacteur.refresh_from_db()
    assert cast.redacteur.email == "ander@example.nl"
    assert cast.redacteur.check_password("wachtwoord-van-test")


def test_an_account_needs_no_password(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    page = client.get(reverse("wagtailusers_users:add")).content.decode()
    assert "Zonder wachtwoord logt iemand in met een code" in page
    values = fields("nieuw@example.nl", password1="", password2="")
    assert client.post(reverse("wagtailusers_users:add"), values).status_code == 302
    assert not User.objects.get(email="nieuw@example.nl").has_usable_password()
    somebody = Client()
    log_in_by_code(somebody, "nieuw@example.nl")
    assert "Wachtwoord kiezen" in somebody.get(reverse("bewoners:home")).content.decode()


def test_a_password_that_is_given_is_a_good_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.superuser)
    for first, second in (("kort", "kort"), (PASSWORD, ""), (PASSWORD, f"{PASSWORD}x")):
        values = fields("nieuw@example.nl", password1=first, password2=second)
        response = client.post(reverse("wagtailusers_users:add"), values)
        assert response.context["form"].errors["password2"]
    assert not User.objects.filter(email="nieuw@example.nl").exists()


def test_the_mailbox_of_before_opens_an_account_no_more(client: Client, cast: Cast) -> None:
    """Somebody left, and a colleague goes on with the account."""
    before, after = cast.redacteur.email, "opvolger@example.nl"
    elsewhere = Client()
    log_in_by_code(elsewhere, before)
    EmailAddress.objects.create(user=cast.redacteur, email="nog-een@example.nl", verified=True)
    client.force_login(cast.superuser)
    address = reverse("wagtailusers_users:edit", args=[cast.redacteur.pk])
    values = fields(after, is_active="on", password1="", password2="")
    assert client.post(address, values).status_code == 302
    assert elsewhere.get(reverse("bewoners:home")).status_code == 302
    assert last_mail(before).subject == "Uw account heeft een ander e-mailadres bij Waterhage"
    assert after not in last_mail(before).text, "who has the mailbox now need not know"
    for gone in (before, "nog-een@example.nl"):
        Client().post(reverse(REQUEST_CODE), {"email": gone})
        assert last_mail(gone).subject == "Geen account gevonden bij Waterhage"
    colleague = Client()
    log_in_by_code(colleague, after)
    assert colleague.session["_auth_user_id"] == str(cast.redacteur.pk)


def test_an_administrator_who_changes_the_own_address_stays_logged_in(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.superuser)
    address = reverse("wagtailusers_users:edit", args=[cast.superuser.pk])
    values = fields("anders@example.nl", password1="", password2="")
    assert client.post(address, values).status_code == 302
    cast.superuser.refresh_from_db()
    assert cast.superuser.email == "anders@example.nl"
    assert client.get(address).status_code == 200


def test_the_list_of_accounts_is_for_administrators(client: Client, cast: Cast) -> None:
    client.force_login(cast.eindredacteur)
    assert client.get(reverse("wagtailusers_users:index")).status_code == 302
    client.force_login(cast.superuser)
    response = client.get(reverse("wagtailusers_users:index"), {"q": "persoon"})
    assert response.status_code == 200
    assert cast.redacteur.email in response.content.decode()


@pytest.mark.django_db
def test_an_account_is_shown_by_name_or_else_by_address() -> None:
    assert str(UserFactory(first_name="An", last_name="de Wit")) == "An de Wit"
    assert str(UserFactory(first_name="", last_name="", email="an@example.nl")) == "an@example.nl"


@pytest.mark.django_db
def test_no_way_around_saving_gives_one_address_two_accounts() -> None:
    UserFactory(email="an@example.nl")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="AN@example.nl")])
