"""Where redirects that editors make may lead."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests.conftest import Cast


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.superuser)
    return client


def add(client: Client, link: str) -> int:
    data = {"old_path": "/oud", "redirect_link": link, "is_permanent": ""}
    client.post(reverse("wagtailredirects:add"), data)
    return Redirect.objects.filter(old_path="/oud").count()


@pytest.mark.parametrize(
    "link",
    [
        "http://example.nl/",
        "ftp://example.nl/",
        "javascript:alert(1)",
        "/\\evil.example",
        "https:evil",
        "https://a.nl/\r\nX-A: b",
        '"><svg onload=alert(1)>',
    ],
)
def test_a_redirect_leads_by_https_or_not_at_all(editor: Client, link: str) -> None:
    assert add(editor, link) == 0


def test_an_editor_may_send_visitors_to_another_site(editor: Client) -> None:
    assert add(editor, "https://www.example.nl/plan") == 1
    response = editor.get("/oud/?next=//evil.example")
    assert response["Location"] == "https://www.example.nl/plan"


def test_an_address_without_a_scheme_becomes_one_by_https(editor: Client) -> None:
    assert add(editor, "//www.example.nl/plan") == 1
    assert Redirect.objects.get().redirect_link == "https://www.example.nl/plan"
