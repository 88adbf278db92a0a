"""Accounts: how people log in, how often they may try, and what staff have to show."""

from .environment import env

AUTH_USER_MODEL = "bewoners.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "bewoners:home"
ACCOUNT_ADAPTER = "bewoners.login.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_FORMS = {
    "add_email": "bewoners.forms.email.ChangeEmailForm",
    "change_password": "bewoners.forms.passwords.ChangePasswordForm",
    "confirm_email_verification_code": "bewoners.forms.codes.ConfirmEmailForm",
    "confirm_login_code": "bewoners.forms.codes.ConfirmLoginForm",
    "confirm_password_reset_code": "bewoners.forms.codes.ConfirmResetForm",
    "login": "bewoners.forms.passwords.LoginForm",
    "reauthenticate": "bewoners.forms.passwords.ReauthenticateForm",
    "request_login_code": "bewoners.forms.codes.RequestCodeForm",
    "reset_password": "bewoners.forms.passwords.ResetPasswordForm",
    "reset_password_from_key": "bewoners.forms.passwords.NewPasswordForm",
    "set_password": "bewoners.forms.passwords.SetPasswordForm",
    "signup": "bewoners.forms.signup.SignupForm",
}
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
# A code by mail is enough to come in; who wants can set a password or a passkey.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
# Offered for new addresses only, it would tell them apart from known ones.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
# Eight digits in two groups: easy to read aloud and to type on a phone, too many to guess.
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_CHANGE_EMAIL = True
# Who has a password or a second step shows it once more before the address is changed.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# An address that is taken gets the same page, and a mail that says so.
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Samenwijk"
# The clock of a phone may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "bewoners.login.adapters.SecondStepAdapter"
MFA_FORMS = {
    "activate_totp": "bewoners.forms.second_step.ActivateAppForm",
    "add_webauthn": "bewoners.forms.passkeys.AddPasskeyForm",
    "authenticate": "bewoners.forms.second_step.SecondStepForm",
    "authenticate_webauthn": "bewoners.forms.passkeys.SecondStepPasskeyForm",
    "edit_webauthn": "bewoners.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "bewoners.forms.passkeys.LoginPasskeyForm",
    "reauthenticate": "bewoners.forms.second_step.SecondStepAgainForm",
    "reauthenticate_webauthn": "bewoners.forms.passkeys.PasskeyAgainForm",
}
# Whoever may enter the admin logs in with two steps.
STAFF_SECOND_FACTOR = env.switch("STAFF_SECOND_FACTOR", default=True)
SOCIALACCOUNT_ADAPTER = "bewoners.organisations.adapter.SocialAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"provider_class": "bewoners.organisations.provider.OrganisationProvider"}
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
# Seconds that a log-in service may take to answer.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
# How often somebody may try, per visitor (ip), per account (user) and per address or code (key).
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "20/m/ip,3/m/key,15/h/key",
    "signup": "20/m/ip",
    "reset_password": "20/m/ip,5/m/key,15/h/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/10s/key,15/h/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
}
MFA_RATE_LIMITS = {"webauthn_login": "10/m/ip"}
# The same for the forms that allauth leaves out, see `bewoners.login.limits`.
FORM_LIMITS = {
    "code": "20/m/ip,10/15m/key",
    "confirm": "20/m/ip,10/5m/key",
    "second_step": "20/m/ip,10/5m/key",
    "page_password": "10/m/ip,100/h/key",
    "organisation": "30/m/ip",
    # Mails to confirm what was sent in: of one visitor, and to one address.
    "send": "30/h/ip,6/h/key",
    # What people send in, and pictures with it; of the key, which is the person.
    "submit": "60/h/ip,10/h/key,30/d/key",
    "upload": "200/h/ip",
    # Reports and objections to the moderators; of the key, which is the account.
    "report": "20/h/ip,20/h/key",
    # Questions that a form asks while somebody types.
    "look_up": "120/m/ip",
    # Of a whole municipality, in which the key is its number: the rest of a burst is kept apart.
    "burst": "40/10m/key",
    # Codes of letters to neighbours that do not work.
    "neighbour": "10/m/ip,60/h/ip",
    # The same text.
    "echo": "3/h/key",
}
# How many proxies of your own stand in front of the site: the address of a visitor, for limits, is
# taken from what they add.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0, least=0)

# Days that each kind of record is kept, where that differs from `core.retention`'s own table.
# A system check says which do not exist or are too short.
RETENTION = env.days("RETENTION")
# A page on which everybody can read every mail: on a laptop only, see `dev`.
DEMO_POST = False
