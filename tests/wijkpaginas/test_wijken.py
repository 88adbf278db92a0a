"""The neighbourhood's own page, and finding it in the list."""

import pytest
from django.test import Client

from core.models import Gemeente
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import (
    ContactpersoonFactory,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsPageFactory,
    WijkPageFactory,
    address_of,
    section,
)
from wijkpaginas.models import AgendaPage, NieuwsIndexPage, Wijkcontact, WijkIndexPage, WijkPage
from wijkpaginas.names import matches

NAMES = [
    "'t Acker",
    "Brabantse Poort-West",
    "Café Österreich",
    "IJburg",
    "Zwanenveld",
    "Çelik & Co",
]


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("t acker", "'t Acker"),
        ("'t Acker", "’t Acker"),
        ("’T ACKER", "'t Acker"),
        ("acker", "'t Acker"),
        ("poort west", "Brabantse Poort-West"),
        ("west poort", "Brabantse Poort-West"),
        ("cafe oster", "Café Österreich"),
        ("CAFÉ", "Cafe"),
        ("ijburg", "IJburg"),
        ("ĳburg", "IJburg"),
        ("celik", "Çelik & Co"),
        ("", "Zwanenveld"),
        ("  ", "Zwanenveld"),
        ("--", "Zwanenveld"),
        ("strasse", "Straße"),
        ("e\u0301", "é"),
    ],
)
def test_a_name_is_found_as_people_type_it(term: str, name: str) -> None:
    assert matches(term, name)


@pytest.mark.parametrize("term", ["x", "ackers", "acker zwanenveld", "9" * 22, "\0"])
def test_what_is_not_in_a_name_is_not_found(term: str) -> None:
    assert matches(term, "'t Acker") == (not term.strip("\0"))


@pytest.fixture
def names(index: WijkIndexPage) -> list[WijkPage]:
    return [
        WijkPageFactory(
            parent=index, title=name, slug=f"w{number}", gebied=GebiedFactory(row=number)
        )
        for number, name in enumerate(NAMES)
    ]


@pytest.mark.parametrize(
    ("term", "found"),
    [("ACKER", ["'t Acker"]), ("ö", ["Brabantse Poort-West", "Café Österreich", "Çelik & Co"])],
)
def test_the_list_shows_what_was_found_and_the_map_all(
    client: Client, names: list[WijkPage], index: WijkIndexPage, term: str, found: list[str]
) -> None:
    response = client.get(address_of(index), {"q": term})
    assert [wijk.title for wijk in response.context["wijken"]] == found
    assert len(response.context["kaart"].areas) == len(NAMES)
    expected = "1 wijk gevonden" if len(found) == 1 else f"{len(found)} wijken gevonden"
    assert expected in response.content.decode()


def test_a_term_without_hits_gets_a_hint(
    client: Client, names: list[WijkPage], index: WijkIndexPage
) -> None:
    text = client.get(address_of(index), {"q": "Atlantis"}).content.decode()
    assert "Geen wijk gevonden" in text
    assert "Toon alle wijken" in text


def test_every_wijk_on_the_map_is_in_the_list_too(
    client: Client, names: list[WijkPage], index: WijkIndexPage
) -> None:
    response = client.get(address_of(index))
    on_map = {area.url for area in response.context["kaart"].areas}
    listed = {wijk.get_url() for wijk in response.context["wijken"]}
    assert on_map == listed == {address_of(wijk) for wijk in names}


def test_wijken_without_areas_have_a_list_and_no_map(
    client: Client, wijk: WijkPage, index: WijkIndexPage
) -> None:
    response = client.get(address_of(index))
    assert not response.context["kaart"]
    assert "Havenkwartier" in response.content.decode()


def test_figures_carry_source_and_year_and_say_when_there_are_none(
    client: Client, wijk: WijkPage
) -> None:
    wijk.gebied = GebiedFactory(
        jaar=2024,
        kerncijfers={"aantalInwoners": 12345, "gemiddeldeWoningwaarde": None},
    )
    wijk.save()
    text = client.get(address_of(wijk)).content.decode()
    assert "12.345" in text
    assert "geen gegevens" in text
    assert "None" not in text
    assert "CBS, 2024" in text


def test_a_figure_of_zero_is_a_figure(client: Client, wijk: WijkPage) -> None:
    wijk.gebied = GebiedFactory(kerncijfers={"aantalInwoners": 0})
    wijk.save()
    assert "geen gegevens" not in client.get(address_of(wijk)).content.decode()


def test_a_wijk_without_figures_has_no_heading_for_them(client: Client, wijk: WijkPage) -> None:
    assert "De wijk in cijfers" not in client.get(address_of(wijk)).content.decode()


def test_a_wijk_being_prepared_says_so_and_hides_the_rest(client: Client, wijk: WijkPage) -> None:
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Geheim bericht")
    EvenementPageFactory(parent=section(wijk, AgendaPage), title="Geheim feest")
    InformatiePageFactory(parent=wijk, title="Geheime pagina")
    wijk.opening = WijkPage.Opening.BINNENKORT
    wijk.opening_tekst = "We openen op 1 maart <b>samen</b>."
    wijk.inhoud = [
        ("onderliggend", {"titel": ""}),
        ("actueel", {"titel": "", "soort": "nieuws", "aantal": 3}),
    ]
    wijk.save_revision().publish()
    text = client.get(address_of(wijk)).content.decode()
    assert "We openen op 1 maart &lt;b&gt;samen&lt;/b&gt;." in text
    assert "Geheim" not in text
    assert "/havenkwartier/nieuws/" not in text
    assert "/havenkwartier/agenda/" not in text


def test_an_open_wijk_does_not_show_that_text(client: Client, wijk: WijkPage) -> None:
    wijk.opening_tekst = "We openen op 1 maart."
    wijk.save_revision().publish()
    assert "We openen op 1 maart" not in client.get(address_of(wijk)).content.decode()


def test_the_manager_stands_first_and_then_who_the_editor_put_there(
    client: Client, wijk: WijkPage
) -> None:
    people = [
        ContactpersoonFactory(naam="Bram", functie="sportcoach"),
        ContactpersoonFactory(naam="Zoë", functie="wijkmanager", is_wijkmanager=True),
        ContactpersoonFactory(naam="Anna", functie="opbouwwerker"),
    ]
    wijk.contacten = [
        Wijkcontact(contactpersoon=person, rol_in_wijk="gastvrouw" if number == 2 else "")
        for number, person in enumerate(people)
    ]
    wijk.save()
    response = client.get(address_of(wijk))
    shown = [row.contactpersoon.naam for row in response.context["mensen"]]
    assert shown == ["Zoë", "Bram", "Anna"]
    assert [row.rol for row in response.context["mensen"]] == [
        "wijkmanager",
        "sportcoach",
        "gastvrouw",
    ]
    assert "gastvrouw" in response.content.decode()


def test_no_page_shows_an_address_that_nobody_gave(client: Client, wijk: WijkPage) -> None:
    Gemeente.objects.update(email="", telefoon="", adres="")
    text = client.get(address_of(wijk)).content.decode()
    assert "mailto:" not in text
    assert "tel:" not in text


@pytest.mark.parametrize("evil", ['"><svg onload=alert(1)>', "</script><script>alert(1)</script>"])
def test_nothing_that_an_editor_types_runs_in_a_browser(
    client: Client, wijk: WijkPage, index: WijkIndexPage, evil: str
) -> None:
    wijk.title, wijk.samenvatting = evil, evil
    wijk.gebied = GebiedFactory(naam=evil, bron=evil)
    wijk.contacten = [
        Wijkcontact(
            contactpersoon=ContactpersoonFactory(naam=evil, functie=evil, telefoon=evil[:40])
        )
    ]
    wijk.save_revision().publish()
    Gemeente.objects.update(naam=evil, slogan=evil, adres=evil, openingstijden=evil)
    news = NieuwsPageFactory(
        parent=section(wijk, NieuwsIndexPage), title=evil, slug="x", samenvatting=evil
    )
    event = EvenementPageFactory(
        parent=section(wijk, AgendaPage), title=evil, slug="x", locatie=evil, kosten=evil,
        organisator=evil, adres=evil,
    )  # fmt: skip
    for page in (wijk, index, index.get_parent(), news, event):
        text = client.get(address_of(page)).content.decode()
        assert "<svg onload" not in text
        assert "<script>alert" not in text
