"""Whoever may enter the admin takes two steps."""

import re
import time
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from pytest_django.fixtures import Settings

from bewoners import secrets
from bewoners.login.second_factor import DESTINATION
from bewoners.models import User
from tests.conftest import HOST, Cast
from wijkpaginas.models import WijkPage

PASSWORD = "wachtwoord-van-test"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
ADMIN = reverse("wagtailadmin_home")
REQUIRED = reverse("second_factor_required")
Type = Authenticator.Type
# What follows on setting up a factor waits for the end of the transaction.
COMMITS = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture(autouse=True)
def _required(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


@pytest.fixture
def here() -> Client:
    return Client(headers={"host": HOST})


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(user: User) -> None:
    """Give somebody an app and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)


def log_in(client: Client, user: User, going: str = ADMIN) -> HttpResponse:
    """Take the first step: a password."""
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    return client.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": going}
    )


def confirm_password(client: Client) -> None:
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def set_up_app(client: Client) -> HttpResponse:
    """Set up the app with the secret that the page shows."""
    confirm_password(client)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    found = re.search(r">([A-Z2-7]{32})<", page)
    assert found
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(found[1])})


# --- Without a factor -------------------------------------------------------------------------


@COMMITS
def test_an_editor_without_a_factor_sets_one_up_and_goes_on_from_there(
    here: Client, cast: Cast, wijk: WijkPage
) -> None:
    going = f"{reverse('wagtailadmin_explore', args=[wijk.pk])}?ordering=title"
    assert log_in(here, cast.redacteur, going)["Location"] == going
    response = here.get(going)
    assert response["Location"] == REQUIRED
    text = here.get(REQUIRED).content.decode()
    assert "Stel eerst een tweede stap in" in text
    assert reverse("mfa_activate_totp") in text
    assert reverse("mfa_add_webauthn") in text

    response = set_up_app(here)
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    codes = here.get(response["Location"]).content.decode()
    assert f'<a href="{going}">Verder naar het beheer</a>' in codes
    assert len(re.findall(r"\b\d{8}\b", codes)) == 10
    file = here.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in file["Content-Disposition"]
    assert len(re.findall(r"\b\d{8}\b", file.content.decode())) == 10

    assert here.get(going).status_code == 200
    assert here.get(REQUIRED)["Location"] == going


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailadmin_account", "wagtailimages:index"]
)
def test_every_page_of_the_admin_waits_for_it(here: Client, cast: Cast, name: str) -> None:
    log_in(here, cast.redacteur)
    assert here.get(reverse(name))["Location"] == REQUIRED


def test_nothing_is_changed_without_it(here: Client, cast: Cast, wijk: WijkPage) -> None:
    log_in(here, cast.eindredacteur)
    response = here.post(reverse("wagtailadmin_pages:unpublish", args=[wijk.pk]))
    assert response["Location"] == REQUIRED
    wijk.refresh_from_db()
    assert wijk.live
    # There is no form to come back to.
    assert here.session[DESTINATION] == ADMIN


@pytest.mark.parametrize(
    "headers", [{"x-requested-with": "XMLHttpRequest"}, {"accept": "application/json"}]
)
def test_a_script_of_the_admin_is_refused_in_its_own_way(
    here: Client, cast: Cast, headers: dict[str, str]
) -> None:
    log_in(here, cast.redacteur)
    response = here.get("/admin/api/main/pages/", headers={**headers, "host": HOST})
    assert response.status_code == 403
    assert response.json() == {"detail": "Log opnieuw in met de tweede stap."}
    assert DESTINATION not in here.session


def test_it_goes_by_the_permission_and_not_by_a_group(here: Client, cast: Cast) -> None:
    cast.outsider.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for user in (cast.superuser, cast.outsider):
        log_in(here, user)
        assert here.get(ADMIN)["Location"] == REQUIRED
        here.logout()


def test_a_resident_is_not_bothered(here: Client, cast: Cast) -> None:
    assert log_in(here, cast.outsider, "/mijn/")["Location"] == "/mijn/"
    assert here.get("/mijn/").status_code == 200
    # And is told, rather than sent round in circles.
    response = here.get(ADMIN, follow=True)
    assert response.status_code == 403
    assert "U mag deze pagina niet zien" in response.content.decode()


def test_an_editor_reads_the_site_and_the_personal_page_without_it(
    here: Client, cast: Cast
) -> None:
    log_in(here, cast.redacteur)
    assert here.get("/mijn/").status_code == 200
    assert here.get("/").status_code == 200


def test_it_can_be_left_out_on_a_laptop(here: Client, cast: Cast, settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = False
    log_in(here, cast.redacteur)
    assert here.get(ADMIN).status_code == 200


def test_whoever_logs_out_can_log_out(here: Client, cast: Cast) -> None:
    log_in(here, cast.redacteur)
    assert here.post(reverse("wagtailadmin_logout")).status_code == 302
    assert "_auth_user_id" not in here.session


@pytest.mark.parametrize("going", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_the_way_on_stays_on_the_site(here: Client, cast: Cast, going: str) -> None:
    log_in(here, cast.redacteur)
    session = here.session
    session[DESTINATION] = going
    session.save()
    assert "evil" not in here.get(REQUIRED).content.decode()


# --- With one ---------------------------------------------------------------------------------


def test_the_second_step_is_asked_at_each_log_in(here: Client, cast: Cast) -> None:
    with_app(cast.redacteur)
    assert log_in(here, cast.redacteur)["Location"] == reverse("mfa_authenticate")
    assert here.get(ADMIN)["Location"].startswith("/admin/login/")
    address = reverse("mfa_authenticate")
    assert "Dit klopt niet" in here.post(address, {"code": "000000"}).content.decode()
    response = here.post(address, {"code": code_of(SECRET)})
    assert response["Location"] == ADMIN
    assert here.get(ADMIN).status_code == 200


def test_a_code_of_the_app_works_once(here: Client, cast: Cast) -> None:
    with_app(cast.redacteur)
    code = code_of(SECRET)
    for client, works in ((here, True), (Client(headers={"host": HOST}), False)):
        log_in(client, cast.redacteur)
        response = client.post(reverse("mfa_authenticate"), {"code": code})
        assert (response.status_code == 302) is works


def test_a_recovery_code_works_once(here: Client, cast: Cast) -> None:
    with_app(cast.redacteur)
    codes = Authenticator.objects.get(user=cast.redacteur, type=Type.RECOVERY_CODES).wrap()
    code = codes.get_unused_codes()[0]
    for client, works in ((here, True), (Client(headers={"host": HOST}), False)):
        log_in(client, cast.redacteur)
        response = client.post(reverse("mfa_authenticate"), {"code": code})
        assert (response.status_code == 302) is works
    assert here.get(ADMIN).status_code == 200


def test_a_session_from_before_is_asked_for_it(here: Client, cast: Cast) -> None:
    log_in(here, cast.redacteur)
    with_app(cast.redacteur)
    going = reverse("wagtailadmin_account")
    response = here.get(going)
    assert response["Location"] == f"{reverse('mfa_reauthenticate')}?{urlencode({'next': going})}"
    response = here.post(response["Location"], {"code": code_of(SECRET), "next": going})
    assert response["Location"] == going
    assert here.get(going).status_code == 200


def test_who_has_a_passkey_only_is_asked_for_that(here: Client, cast: Cast) -> None:
    log_in(here, cast.redacteur)
    Authenticator.objects.create(user=cast.redacteur, type=Type.WEBAUTHN, data={"name": "x"})
    response = here.get(ADMIN)
    assert response["Location"].startswith(reverse("mfa_reauthenticate_webauthn"))


def test_the_step_of_one_person_does_not_count_for_another(here: Client, cast: Cast) -> None:
    with_app(cast.redacteur)
    log_in(here, cast.redacteur)
    here.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert here.get(ADMIN).status_code == 200
    here.force_login(cast.eindredacteur)
    assert here.get(ADMIN)["Location"] == REQUIRED


@COMMITS
def test_a_new_factor_ends_the_sessions_that_never_had_it(here: Client, cast: Cast) -> None:
    elsewhere = Client(headers={"host": HOST})
    log_in(elsewhere, cast.redacteur)
    log_in(here, cast.redacteur)
    here.get(ADMIN)
    set_up_app(here)
    assert here.get(ADMIN).status_code == 200
    assert elsewhere.get("/mijn/").status_code == 302


@COMMITS
def test_whoever_removes_the_factor_has_to_set_up_another(here: Client, cast: Cast) -> None:
    log_in(here, cast.redacteur)
    set_up_app(here)
    assert here.get(ADMIN).status_code == 200
    assert here.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.exists()
    assert here.get(ADMIN)["Location"] == REQUIRED


# --- A lost factor, and how secrets are kept --------------------------------------------------


def test_a_lost_factor_is_removed_by_a_command(here: Client, cast: Cast) -> None:
    with_app(cast.redacteur)
    with_app(cast.eindredacteur)
    log_in(here, cast.redacteur)
    here.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    out = StringIO()
    call_command("verwijder_tweede_stap", cast.redacteur.email.upper(), stdout=out)
    assert cast.redacteur.email in out.getvalue()
    assert not Authenticator.objects.filter(user=cast.redacteur).exists()
    assert Authenticator.objects.filter(user=cast.eindredacteur).count() == 2
    assert here.get("/mijn/").status_code == 302
    log_in(here, cast.redacteur)
    assert here.get(ADMIN)["Location"] == REQUIRED


@pytest.mark.django_db
def test_the_command_says_that_it_knows_nobody_of_that_address() -> None:
    with pytest.raises(CommandError, match=r"niemand@example\.nl"):
        call_command("verwijder_tweede_stap", "niemand@example.nl")


def test_a_copy_of_the_database_gives_no_secret_away(cast: Cast) -> None:
    with_app(cast.redacteur)
    for stored in Authenticator.objects.values_list("data", flat=True):
        assert SECRET not in str(stored)


def test_a_secret_of_an_older_key_still_works(here: Client, cast: Cast, settings: Settings) -> None:
    with_app(cast.redacteur)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "een-nieuwe-sleutel"
    log_in(here, cast.redacteur)
    response = here.post(reverse("mfa_authenticate"), {"code": code_of(SECRET)})
    assert response.status_code == 302


def test_a_secret_that_can_not_be_read_lets_nobody_in(
    here: Client, cast: Cast, settings: Settings
) -> None:
    with_app(cast.redacteur)
    settings.SECRET_KEY = "een-nieuwe-sleutel"
    assert secrets.decrypt("onzin") is None
    log_in(here, cast.redacteur)
    for code in (code_of(SECRET), "", "000000", "12345678"):
        response = here.post(reverse("mfa_authenticate"), {"code": code})
        assert response.status_code == 200
