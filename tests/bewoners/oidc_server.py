"""A real OpenID provider on a port of its own, which also does what a bad one would.

It is `oidc-provider-mock`, with what that leaves out: the check of PKCE and of the client's secret.
"""

import base64
import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import jwt
import oidc_provider_mock
import requests
from django.http import HttpResponse
from django.test import Client
from oidc_provider_mock._storage import storage
from werkzeug.serving import make_server

CLIENT, SECRET = "samenwijk", "geheim-van-de-dienst"
Change = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass
class Provider:
    """The provider, with what it was asked and how it is told to misbehave."""

    address: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    """The questions with which people were sent to it."""
    change: Change | None = None
    """Changes the signed claims before they go out."""
    change_told: Change | None = None
    """Changes what it tells on request."""
    forged: bool = False
    """Sign with a key that is nobody's."""
    breaks_at: str = ""
    """Answer with nonsense at addresses that end like this."""
    wait: float = 0.0
    """Seconds before each answer."""
    challenges: dict[str, str] = field(default_factory=dict)

    def knows(self, sub: str, **claims: Any) -> None:
        """Give somebody an account at the provider."""
        answer = requests.put(f"{self.address}/users/{sub}", json=claims, timeout=10)
        assert answer.status_code == 204

    def log_in(self, question: str, sub: str, **form: str) -> str:
        """Log in at the provider as somebody; return the address of the site it leads back to."""
        answer = requests.post(
            question, data={"sub": sub, **form}, allow_redirects=False, timeout=10
        )
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]


def start(client: Client, service: str, host: str, **query: str) -> str:
    """Press the button on the site; return the address at the provider that it leads to."""
    page = client.post(
        f"/account/organisatie/{service}/inloggen/", query_params=query, headers={"host": host}
    )
    assert page.status_code == 200
    found = re.search(r'content="0;url=([^"]+)"', page.content.decode())
    assert found
    return unescape(found[1])


def come_back(client: Client, location: str, host: str) -> HttpResponse:
    """Follow the way back to the site."""
    parts = urlsplit(location)
    return client.get(f"{parts.path}?{parts.query}", headers={"host": host})


def question_of(location: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


@contextmanager
def run_provider() -> Iterator[Provider]:
    """Start a provider, yield it, and stop it."""
    provider = Provider()
    app = oidc_provider_mock.app()
    app.before_request(lambda: _before(provider))
    app.after_request(lambda response: _after(provider, response))
    server = make_server("localhost", 0, app, threaded=True)
    provider.address = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _before(provider: Provider) -> Any:
    if provider.wait:
        time.sleep(provider.wait)
    path = flask.request.path
    if provider.breaks_at and path.endswith(provider.breaks_at):
        return "<h1>Onderhoud</h1>", 200
    if path == "/oauth2/token":
        form = flask.request.form
        verifier = form.get("code_verifier", "").encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
        if provider.challenges.get(form.get("code", "")) != digest:
            return {"error": "invalid_grant"}, 400
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return {"error": "invalid_client"}, 401
    return None


def _after(provider: Provider, response: flask.Response) -> flask.Response:
    path = flask.request.path
    if path == "/oauth2/authorize" and response.status_code == 302:
        provider.asked.append(dict(flask.request.args))
        assert flask.request.args["code_challenge_method"] == "S256"
        code = question_of(response.headers["Location"]).get("code", "")
        provider.challenges[code] = flask.request.args["code_challenge"]
    elif path == "/oauth2/token" and response.status_code == 200 and response.is_json:
        answer = response.get_json()
        answer["id_token"] = _signed_again(provider, answer["id_token"])
        response.set_data(flask.json.dumps(answer))
    elif path == "/userinfo" and provider.change_told and response.is_json:
        response.set_data(flask.json.dumps(provider.change_told(response.get_json())))
    return response


def _signed_again(provider: Provider, id_token: str) -> str:
    claims = jwt.decode(id_token, options={"verify_signature": False})
    header = jwt.get_unverified_header(id_token)
    key = jwt.PyJWK(storage.jwk.as_dict(is_private=True), algorithm="RS256").key
    if provider.forged:
        key = jwt.PyJWK(_stranger(), algorithm="RS256").key
    changed = provider.change(claims) if provider.change else claims
    return jwt.encode(
        changed, key, "RS256", headers={"kid": header["kid"]} if "kid" in header else None
    )


def _stranger() -> dict[str, Any]:
    from cryptography.hazmat.primitives.asymmetric import rsa  # noqa: PLC0415  # one test only

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return dict(jwt.algorithms.RSAAlgorithm.to_jwk(private, as_dict=True))
