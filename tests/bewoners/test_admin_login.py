"""Wagtail's own log-in is not there: whoever comes to it is led to the site's."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.conftest import HOST, Cast

AT_HOME = {"host": HOST}
PASSWORD = "wachtwoord-van-test"


def test_nothing_of_wagtails_own_log_in_answers(cast: Cast) -> None:
    for address in ("/admin/login/", "/_util/login/"):
        fields = {"username": cast.redacteur.email, "password": PASSWORD}
        client = Client(headers=AT_HOME)
        response = client.post(address, fields)
        assert response["Location"].startswith(reverse("account_request_login_code"))
        assert "_auth_user_id" not in client.session
    client = Client(headers=AT_HOME)
    reset = client.get("/admin/password_reset/")
    assert reset["Location"] == reverse("account_reset_password")
    assert client.get("/admin/password_reset/confirm/MQ/set-password/").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "going"),
    [
        ("/admin/pages/", "/admin/pages/"),
        ("https://evil.example/", "/admin/"),
        ("//evil.example", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("", "/admin/"),
        ("\x00", "/admin/"),
    ],
)
def test_the_log_in_of_the_admin_leads_to_the_sites_own(
    cast: Cast, wanted: str, going: str
) -> None:
    client = Client(headers=AT_HOME)
    response = client.get("/admin/login/", {"next": wanted})
    assert response.status_code == 302
    assert response["Location"] == f"/account/inloggen/?next={going}"
    client.force_login(cast.redacteur)
    assert client.get("/admin/login/", {"next": wanted})["Location"] == going
