"""What allauth knows a log-in service by."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.http import HttpRequest

from bewoners.organisations import claims as said
from bewoners.organisations.oidc import OrganisationOIDC, nonce_for


class OrganisationProvider(OpenIDConnectProvider):
    """A service of a municipality: asks for little, and nothing that a visitor adds."""

    oauth2_adapter_class = OrganisationOIDC
    pkce_enabled_default = True

    @property
    def is_strong(self) -> bool:
        """Whether whoever comes in with it was asked for a second factor there."""
        return bool(self.app.service.accepted_levels)

    def get_pkce_params(self) -> dict[str, str]:
        params: dict[str, str] = super().get_pkce_params()
        return {**params, "nonce": nonce_for(params["code_verifier"])}

    def get_auth_params(self) -> dict[str, str]:
        levels = self.app.service.accepted_levels
        return {"acr_values": " ".join(levels)} if levels else {}

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        return self.get_auth_params()

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        if kwargs["process"] != AuthProcess.CONNECT:
            kwargs["process"] = AuthProcess.LOGIN
        return kwargs

    def extract_uid(self, data: dict[str, Any]) -> str:
        return said.identity(data, self.app.service)

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Store nothing of what the service said beside who it was."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"email": said.email(data), **said.names(data)}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        address = said.email(data)
        if not address:
            return []
        return [EmailAddress(email=address, verified=said.is_verified(data), primary=True)]
