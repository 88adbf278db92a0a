"""A request that somebody made up gets an answer in the admin too, and changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from core.models import Gemeente
from tests.conftest import Cast
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, cast: Cast) -> Client:
    client.force_login(cast.communicatie)
    return client


def test_settings_without_the_number_of_their_blocks(editor: Client, site: Site) -> None:
    address = reverse("wagtailsettings:edit", args=["core", "gemeente", site.pk])
    assert editor.post(address, {"naam": "Anders"}).status_code == 400
    assert Gemeente.for_site(site).naam == "Waterhage"


def test_a_link_without_its_address_is_asked_for_it(editor: Client) -> None:
    answer = editor.post(reverse("wagtailadmin_choose_page_external_link"), {})
    assert answer.status_code == 200
    assert answer.json()["step"] == "external_link"


def test_a_page_without_the_number_of_its_blocks(editor: Client, wijk: WijkPage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[wijk.pk])
    assert editor.post(address, {"title": "Anders"}).status_code == 400
    wijk.refresh_from_db()
    assert wijk.draft_title == "Havenkwartier"
