"""Ideas in a frame on the pages of others; no other page may stand in one."""

from html import unescape

import pytest
from django.test import Client

from tests.factories.ideeen import IdeeFactory
from wijkpaginas.models import WijkPage

WIJK = "/wijken/havenkwartier/ideeen/"


@pytest.mark.parametrize("below", ["inbed/", "inbed/kaart/", "{pk}/inbed/"])
def test_what_is_embedded_may_stand_in_any_frame_and_sets_no_cookie(
    client: Client, wijk: WijkPage, below: str
) -> None:
    idee = IdeeFactory(wijk=wijk, titel="Een boom", punt=True)
    answer = client.get(WIJK + below.format(pk=idee.pk))
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert not answer.has_header("X-Frame-Options")
    assert not answer.cookies
    page = answer.content.decode()
    assert "csrfmiddlewaretoken" not in page
    assert ("<script" in page) is ("kaart" in below)
    if "kaart" not in below:
        assert "script-src 'none'" in policy
        assert "Een boom" in page


@pytest.mark.parametrize("address", ["/", "/ideeen/", WIJK, f"{WIJK}waarom-niet/", f"{WIJK}nieuw/"])
def test_no_other_page_may(client: Client, wijk: WijkPage, address: str) -> None:
    answer = client.get(address)
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_the_policy_of_an_embedded_page_does_not_stay_for_the_next(
    client: Client, wijk: WijkPage
) -> None:
    client.get(f"{WIJK}inbed/")
    assert "frame-ancestors 'self'" in client.get(WIJK)["Content-Security-Policy"]


def test_the_embedded_list_has_the_filters_of_the_list(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Een boom")
    IdeeFactory(wijk=wijk, titel="Een bankje", opgepakt=True)
    page = client.get(f"{WIJK}inbed/?stadium=opgepakt").content.decode()
    assert "Een bankje" in page
    assert "Een boom" not in page


def test_the_idea_of_another_neighbourhood_is_not_found(
    client: Client, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=other_wijk)
    assert client.get(f"{WIJK}{idee.pk}/inbed/").status_code == 404
    assert client.get(f"{WIJK}{10**30}/inbed/").status_code == 404


def test_the_page_of_an_idea_offers_its_card_as_text(client: Client, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, titel='Een "boom"><svg onload=alert(1)>')
    page = client.get(idee.get_url()).content.decode()
    assert f"{WIJK}{idee.pk}/inbed/" in page
    assert "&lt;iframe" in page
    assert "<iframe" not in page
    assert "<svg onload" not in page


def test_a_title_can_not_break_the_code_that_others_put_on_their_page(
    client: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk, titel='Een boom" onload="alert(1)')
    page = client.get(idee.get_url()).content.decode()
    code = unescape(page.split('id="inbed-idee"')[1].split("</textarea>")[0])
    assert 'onload="' not in code


def test_the_code_to_embed_is_offered_as_text(client: Client, wijk: WijkPage) -> None:
    page = client.get(f"{WIJK}export/?stadium=opgepakt").content.decode()
    assert f"{WIJK}inbed/?stadium=opgepakt&quot; title=" in page.replace('"', "&quot;")
    assert "<iframe" not in page
