"""Which log-in services a site has, and who comes in with them."""

from typing import Any

from allauth.account.internal.userkit import filter_users_by_email
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.signals import social_account_added
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.models import Site

from bewoners.models import Aanmelddienst, User
from bewoners.organisations.groups import apply_groups
from bewoners.organisations.refusals import Reason, Refused, refuse

OIDC = "openid_connect"
# What a service answers when somebody can't log in as strongly as was asked.
TOO_WEAK = "unmet_authentication_requirements"


def services_of(request: HttpRequest | None) -> Any:
    """Return the services of the municipality whose site this is."""
    site = Site.find_for_request(request) if request else None
    return Aanmelddienst.objects.filter(site=site, actief=True).select_related("site")


class SocialAdapter(DefaultSocialAccountAdapter):
    """People who come in with the account of their work."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """Return the services of this site only: that of another municipality is not there."""
        services = services_of(request)
        if provider and provider != OIDC:
            services = services.filter(sleutel=provider)
        if client_id:
            services = services.filter(client_id=client_id)
        return [_app(service) for service in services]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let somebody go on who is known, or may become so; refuse all others."""
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        service = sociallogin.provider.app.service
        if not sociallogin.is_existing and not _may_have_account(service, sociallogin):
            raise ImmediateHttpResponse(refuse(request, Reason.UNKNOWN, service.sleutel))
        if sociallogin.is_existing:
            apply_groups(service, sociallogin.user, sociallogin.claims)

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Return the account that has the same address; an administrator links one by hand."""
        found: tuple[User, str] | None = super().authenticate_by_email(sociallogin)
        return None if found and found[0].is_superuser else found

    def can_authenticate_by_email(self, login: Any, email: str) -> bool:
        """Say whether the service may vouch for this address, which it says it has verified."""
        trusted: bool = login.provider.app.service.trusts(email)
        return trusted

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Say yes: `pre_social_login` has refused who may not have an account."""
        return True

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        apply_groups(sociallogin.provider.app.service, user, sociallogin.claims)
        return user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Answer with a page of our own."""
        if isinstance(exception, Refused):
            reason = exception.reason
        elif error == AuthError.CANCELLED:
            reason = Reason.CANCELLED
        elif request.GET.get("error") == TOO_WEAK:
            reason = Reason.LEVEL
        elif exception is None and "state" not in (extra_context or {}):
            reason = Reason.EXPIRED
        else:
            reason = Reason.INVALID
        raise ImmediateHttpResponse(refuse(request, reason, provider.sub_id))


@receiver(social_account_added)
def note_checked_address(sociallogin: Any, **kwargs: Any) -> None:
    """Count an address as confirmed when its account was found by it."""
    address = getattr(sociallogin, "_did_authenticate_by_email", None)
    if address:
        has_other = EmailAddress.objects.filter(user=sociallogin.user, primary=True)
        EmailAddress.objects.update_or_create(
            user=sociallogin.user,
            email=address.lower(),
            defaults={"verified": True},
            create_defaults={"verified": True, "primary": not has_other.exists()},
        )


def _may_have_account(service: Aanmelddienst, sociallogin: Any) -> bool:
    """Say whether an account may be made for somebody who has none here."""
    if not service.maakt_accounts or not sociallogin.email_addresses:
        return False
    address = sociallogin.email_addresses[0]
    taken = filter_users_by_email(address.email)
    return bool(address.verified and service.trusts(address.email) and not taken)


def _app(service: Aanmelddienst) -> SocialApp:
    app = SocialApp(
        provider=OIDC,
        provider_id=service.sleutel,
        name=service.naam,
        client_id=service.client_id,
        secret=service.geheim,
        settings={"server_url": service.adres.rstrip("/"), "oauth_pkce_enabled": True},
    )
    app.service = service
    return app
