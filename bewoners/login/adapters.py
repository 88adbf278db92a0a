"""How allauth does things here: what it says, where it sends people, what its mails know."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from bewoners.login.devices import describe
from bewoners.login.limits import ClientAddressMixin
from bewoners.models import User
from bewoners.secrets import EncryptedSecretsMixin
from core.models import Gemeente

WRONG_CODE = gettext_lazy(
    "Deze code klopt niet. Kijk nog eens goed in de mail, of vraag een nieuwe."
)
TOO_OFTEN = gettext_lazy("U hebt het te vaak geprobeerd. Wacht een paar minuten en begin opnieuw.")
WRONG_PASSWORD = gettext_lazy("Het e-mailadres of het wachtwoord klopt niet.")


def site_name(request: HttpRequest | None) -> str:
    """Return what people call the site: the name of its municipality."""
    site = Site.find_for_request(request) if request else None
    return (Gemeente.for_site(site).naam if site else "") or "Samenwijk"


class AccountAdapter(ClientAddressMixin, DefaultAccountAdapter):
    """Accounts of residents and staff."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Dit account is gesloten."),
        "cannot_remove_primary_email": gettext_lazy(
            "Dit is het e-mailadres van uw account. U kunt het wel veranderen, niet weghalen."
        ),
        "duplicate_email": gettext_lazy("Dit is al het e-mailadres van uw account."),
        "email_password_mismatch": WRONG_PASSWORD,
        "email_taken": gettext_lazy("Dit e-mailadres hoort al bij een ander account."),
        "enter_current_password": gettext_lazy("Dit is niet uw huidige wachtwoord."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "invalid_login": WRONG_PASSWORD,
        "invalid_or_expired_key": gettext_lazy("Deze code is verlopen. Vraag een nieuwe."),
        "rate_limited": gettext_lazy(
            "U vraagt te snel achter elkaar om een code. Wacht even en probeer het dan opnieuw."
        ),
        "same_as_current": gettext_lazy("Dit is al het e-mailadres van uw account."),
        "too_many_login_attempts": TOO_OFTEN,
        "unverified_primary_email": gettext_lazy("Bevestig eerst uw e-mailadres."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail that says for which site it is, and on which device something was done."""
        request = allauth_context.request
        own = {
            "site_naam": site_name(request),
            "apparaat": describe(context.get("user_agent", "")),
            "login_url": request.build_absolute_uri(reverse("account_request_login_code")),
        }
        super().send_mail(template_prefix, email, {**context, **own})

    def get_login_stages(self) -> list[str]:
        """Name the steps of logging in: the second one is ours, for who comes from elsewhere."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "bewoners.login.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to a page that says that it is done, and where somebody else can log in."""
        return reverse("account_request_login_code")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("bewoners:profile")

    def get_email_verification_redirect_url(self, email_address: Any) -> str:
        return reverse("bewoners:profile")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Name the ways to show once more who somebody is, in Dutch."""
        names = {
            "reauthenticate": _("Met uw wachtwoord"),
            "mfa_reauthenticate": _("Met een code van uw app"),
            "mfa_reauthenticate:webauthn": _("Met uw passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        if not Authenticator.objects.filter(user=user.pk, type=Authenticator.Type.TOTP).exists():
            # A recovery code is for who has nothing else left: offer the passkey before it.
            methods.sort(key=lambda way: way["id"] == "mfa_reauthenticate")
        return [{**way, "description": names[way["id"]]} for way in methods]


class SecondStepAdapter(EncryptedSecretsMixin, DefaultMFAAdapter):
    """Passkeys, codes of an app and recovery codes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "add_email_blocked": gettext_lazy(
            "Zet eerst uw extra beveiliging uit. Daarna kunt u uw e-mailadres veranderen."
        ),
        "cannot_delete_authenticator": gettext_lazy(
            "U kunt dit niet uitzetten: uw account moet extra beveiligd zijn."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Herstelcodes kunt u pas maken als u een app of een passkey gebruikt."
        ),
        "incorrect_code": gettext_lazy("Dit klopt niet. Probeer het nog een keer."),
        "unverified_email": gettext_lazy("Bevestig eerst uw e-mailadres."),
    }

    def _get_site_name(self) -> str:
        return site_name(allauth_context.request)

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        """Name a new passkey after the device it is made on."""
        request = allauth_context.request
        name = describe(request.META.get("HTTP_USER_AGENT", ""))
        taken = Authenticator.objects.filter(user=user, type=type).count()
        return f"{name} ({taken + 1})" if taken else name
