"""The addresses of logging in and what belongs to it, in Dutch; views and names are allauth's."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.db import transaction
from django.urls import include, path

from bewoners.login.code_views import EmailCodeView, LoginCodeView
from bewoners.login.staff_views import second_factor_required
from bewoners.organisations import views as oidc
from bewoners.personal.views import DevicesView

RESET = "wachtwoord/vergeten/"
PASSKEY = "<int:pk>/"

urlpatterns = [
    path("inloggen/", account.request_login_code, name="account_request_login_code"),
    path("inloggen/code/", LoginCodeView.as_view(), name="account_confirm_login_code"),
    path("inloggen/wachtwoord/", account.login, name="account_login"),
    path("inloggen/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/controle/", mfa.authenticate, name="mfa_authenticate"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("niet-actief/", account.account_inactive, name="account_inactive"),
    # The account and the mail with its code, or neither.
    path("aanmelden/", transaction.atomic(account.signup), name="account_signup"),
    path(
        "aanmelden/code/",
        EmailCodeView.as_view(),
        name="account_email_verification_sent",
    ),
    path("bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("bevestigen/tweede-stap/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "bevestigen/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("e-mail/", account.email, name="account_email"),
    path("wachtwoord/", account.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", account.password_set, name="account_set_password"),
    path(RESET, account.password_reset, name="account_reset_password"),
    path(
        f"{RESET}code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        f"{RESET}nieuw/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        f"{RESET}klaar/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    path("veilig-inloggen/", mfa.index, name="mfa_index"),
    path("veilig-inloggen/verplicht/", second_factor_required, name="second_factor_required"),
    path("veilig-inloggen/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("veilig-inloggen/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "veilig-inloggen/herstelcodes/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "veilig-inloggen/herstelcodes/nieuw/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "veilig-inloggen/herstelcodes/bestand/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("veilig-inloggen/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("veilig-inloggen/passkeys/nieuw/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(
        f"veilig-inloggen/passkeys/{PASSKEY}weg/",
        webauthn.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        f"veilig-inloggen/passkeys/{PASSKEY}naam/",
        webauthn.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path("apparaten/", DevicesView.as_view(), name="usersessions_list"),
    path("organisatie/afgebroken/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisatie/mislukt/", social.login_error, name="socialaccount_login_error"),
    path("organisatie/aanmelden/", social.signup, name="socialaccount_signup"),
    path("organisatie/", social.connections, name="socialaccount_connections"),
    path(
        "organisatie/<str:provider_id>/",
        include(
            [
                path("inloggen/", oidc.login, name="openid_connect_login"),
                path("terug/", oidc.callback, name="openid_connect_callback"),
            ]
        ),
    ),
]
