"""The feed of a list of ideas."""

from xml.etree import ElementTree as ET

from django.test import Client
from wagtail.models import Site

from tests.factories.ideeen import IdeeFactory
from tests.factories.wijken import ThemaFactory
from wijkpaginas.models import WijkPage

ATOM = "{http://www.w3.org/2005/Atom}"
WIJK = "/wijken/havenkwartier/ideeen/"


def entries(client: Client, address: str) -> list[ET.Element]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314  # our own


def test_the_feed_has_the_ideas_of_the_list(
    client: Client, site: Site, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    groen = ThemaFactory(site=site, naam="Groen")
    idee = IdeeFactory(wijk=wijk, titel="Een boom & een bankje", thema=groen)
    IdeeFactory(wijk=other_wijk)
    (entry,) = entries(client, f"{WIJK}feed/")
    assert entry.findtext(f"{ATOM}title") == "Een boom & een bankje"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href", "").endswith(idee.get_url())
    category = entry.find(f"{ATOM}category")
    assert category is not None
    assert category.get("term") == "Groen"
    assert len(entries(client, "/ideeen/feed/")) == 2
    assert len(entries(client, "/ideeen/feed/?thema=groen")) == 1


def test_the_page_of_the_list_names_its_feed_with_its_filters(
    client: Client, wijk: WijkPage
) -> None:
    page = client.get(f"{WIJK}?stadium=opgepakt").content.decode()
    assert f'type="application/atom+xml" title="Ideeën" href="{WIJK}feed/?stadium=opgepakt"' in page


def test_an_entry_keeps_its_identity_and_tells_nobodys_secret(
    client: Client, wijk: WijkPage
) -> None:
    idee = IdeeFactory(wijk=wijk)
    before = entries(client, f"{WIJK}feed/")[0].findtext(f"{ATOM}id")
    idee.titel = "Een andere titel"
    idee.save(update_fields=["titel"])
    assert entries(client, f"{WIJK}feed/")[0].findtext(f"{ATOM}id") == before
    content = client.get(f"{WIJK}feed/").content.decode()
    assert str(idee.inzending) not in content
    assert idee.indiener.email not in content


def test_control_characters_do_not_break_the_feed(client: Client, wijk: WijkPage) -> None:
    IdeeFactory(wijk=wijk, titel="Een\x08 boom", tekst="a\x0bb \x1f")
    assert len(entries(client, f"{WIJK}feed/")) == 1


def test_the_feed_is_short(client: Client, wijk: WijkPage) -> None:
    IdeeFactory.create_batch(32, wijk=wijk, indiener=None)
    assert len(entries(client, f"{WIJK}feed/")) == 30
