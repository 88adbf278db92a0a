"""OpenID Connect, with the checks that the library leaves to the site.

Authorization code with PKCE is allauth's. Added here: a nonce, the signature of the answer whatever
way it came, the same person in both answers, and the level at which somebody logged in.
"""

import base64
import hashlib
from typing import Any

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialToken
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from requests import RequestException

from bewoners.models import Aanmelddienst
from bewoners.organisations import claims as said
from bewoners.organisations.refusals import Reason, Refused

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
# Seconds that two clocks may differ.
LEEWAY = 60


def nonce_for(code_verifier: str) -> str:
    """Return the nonce of an attempt; only the session has the code verifier to make it with."""
    digest = hashlib.sha256(b"nonce:" + code_verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class OrganisationOIDC(OpenIDConnectOAuth2Adapter):
    """The conversation with one service."""

    code_verifier = ""

    @property
    def service(self) -> Aanmelddienst:
        service: Aanmelddienst = self.get_provider().app.service
        return service

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the service says of itself; asked once per request."""
        if not hasattr(self, "_openid_config"):
            found = _fetch(self.get_provider().server_url)
            if not all(isinstance(found.get(name), str) for name in NEEDED):
                raise Refused(Reason.UNREACHABLE)
            self._openid_config = found
        return self._openid_config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Exchange the code of the callback for the answer proper."""
        self.code_verifier = pkce_code_verifier or ""
        try:
            data: dict[str, Any] = super().get_access_token_data(
                request, app, client, pkce_code_verifier=pkce_code_verifier
            )
        except RequestException as error:
            raise Refused(Reason.UNREACHABLE) from error
        except (ValueError, KeyError, TypeError) as error:
            raise Refused(Reason.INVALID) from error
        return data

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """Keep only what the rest of this request needs; nothing of it is stored."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> Any:
        """Return the person the service named, after all checks; raise Refused otherwise."""
        signed = self._verified(kwargs["response"].get("id_token"))
        levels = self.service.accepted_levels
        if levels and signed.get("acr") not in levels:
            raise Refused(Reason.LEVEL)
        claims = said.reduced({**self._more(token.token, signed), **signed}, self.service)
        login = self.get_provider().sociallogin_from_response(request, claims)
        login.claims = claims
        return login

    def _verified(self, id_token: object) -> dict[str, Any]:
        """Return the claims of a token that is signed, and meant for this attempt at this site."""
        if not isinstance(id_token, str):
            raise Refused(Reason.INVALID)
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=self._key(id_token),
                algorithms=ALGORITHMS,
                audience=self.service.client_id,
                issuer=self.openid_config["issuer"],
                leeway=LEEWAY,
                options={"require": ["iss", "sub", "aud", "exp", "iat"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError, KeyError) as error:
            raise Refused(Reason.INVALID) from error
        for_another = claims.get("azp", self.service.client_id) != self.service.client_id
        if for_another or claims.get("nonce") != nonce_for(self.code_verifier):
            raise Refused(Reason.INVALID)
        return claims

    def _key(self, id_token: str) -> Any:
        """Return the key of the service that the token says it was signed with."""
        keys = jwt.PyJWKSet.from_dict(_fetch(self.openid_config["jwks_uri"])).keys
        wanted = jwt.get_unverified_header(id_token).get("kid")
        fitting = [key for key in keys if wanted is None or key.key_id == wanted]
        if len(fitting) != 1:
            raise Refused(Reason.INVALID)
        return fitting[0]

    def _more(self, access_token: str, signed: dict[str, Any]) -> dict[str, Any]:
        """Return what the service tells on request, if it is about the same person."""
        address = self.openid_config.get("userinfo_endpoint")
        if not isinstance(address, str):
            return {}
        told = _fetch(address, {"Authorization": f"Bearer {access_token}"})
        if told.get("sub") != signed["sub"]:
            raise Refused(Reason.INVALID)
        return told


def _fetch(address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """Ask the service for a JSON object."""
    try:
        with get_adapter().get_requests_session() as session:
            response = session.get(address, headers=headers)
            response.raise_for_status()
            found = response.json()
    except (RequestException, ValueError) as error:
        raise Refused(Reason.UNREACHABLE) from error
    if not isinstance(found, dict):
        raise Refused(Reason.UNREACHABLE)
    return found
