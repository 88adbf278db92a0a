"""Every block: shows on a page, refuses what can't be right, and shows itself in the picker."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Site

from core.models import SiteDocument, SiteImage
from kaart.models import Gebied
from tests.conftest import Cast
from tests.factories.kaart import GebiedFactory
from tests.factories.people import UserFactory
from tests.factories.wijken import (
    ContactpersoonFactory,
    EvenementPageFactory,
    InformatiePageFactory,
    NieuwsPageFactory,
    StandaardtekstFactory,
    address_of,
    section,
)
from wijkpaginas.blocks import PageBlocks
from wijkpaginas.models import AgendaPage, InformatiePage, NieuwsIndexPage, WijkPage

NAMES = [
    "actueel", "afbeelding", "bewaartermijnen", "citaat", "contactpersoon", "downloads", "galerij",
    "gebied", "kader", "knop", "kop", "onderliggend", "standaardtekst", "stappen", "tabel",
    "tekst", "uitklap", "video",
]  # fmt: skip
BLOCKS = PageBlocks()
TABLE = {
    "first_row_is_table_header": True,
    "first_col_is_header": False,
    "table_header_choice": "row",
    "table_caption": "Ophaaldagen",
    "data": [["Dag", "Afval"], ["Maandag", "Papier"]],
}


@pytest.fixture
def image(db: None) -> SiteImage:
    return SiteImage.objects.create(title="Het plein", file=get_test_image_file())


@pytest.fixture
def document(db: None) -> SiteDocument:
    made = SiteDocument(title="Het plan")
    made.file.save("plan.txt", ContentFile(b"x" * 2048))
    return made


@pytest.fixture
def values(wijk: WijkPage, image: SiteImage, document: SiteDocument) -> dict[str, tuple[Any, str]]:
    """Return for each block what is stored, and what a visitor then reads."""
    NieuwsPageFactory(parent=section(wijk, NieuwsIndexPage), title="Nieuwe bankjes")
    EvenementPageFactory(parent=section(wijk, AgendaPage), title="Straatfeest")
    person = ContactpersoonFactory(naam="Zoë de Wit")
    picture = {"image": image.pk, "alt_text": "Een zonnig plein", "decorative": False}
    photo = {"afbeelding": picture, "bijschrift": "Na de opknapbeurt"}
    return {
        "kop": ({"tekst": "Wat gaan we doen?", "niveau": "h3"}, "<h3"),
        "tekst": ("<p>Gewone <b>tekst</b></p>", "<b>tekst</b>"),
        "citaat": ({"tekst": "Mooi!", "naam": "An", "rol": "buur"}, "Mooi!"),
        "kader": ({"soort": "let_op", "titel": "Dicht", "tekst": "<p>x</p>"}, "Let op:"),
        "knop": (
            {"tekst": "Meld je aan", "pagina": wijk.pk, "url": "", "stijl": "primair"},
            address_of(wijk),
        ),
        "stappen": (
            {"titel": "Zo werkt het", "stappen": [{"titel": t, "tekst": ""} for t in "ab"]},
            "Zo werkt het",
        ),
        "uitklap": (
            {"titel": "", "items": [{"vraag": "Kost het geld?", "antwoord": "<p>Nee</p>"}]},
            "<summary",
        ),
        "tabel": (TABLE, "<caption>Ophaaldagen</caption>"),
        "downloads": ({"titel": "Stukken", "documenten": [document.pk]}, "TXT, 2,0"),
        "afbeelding": (photo, 'alt="Een zonnig plein"'),
        "galerij": ({"titel": "Foto's", "fotos": [photo, photo]}, "Na de opknapbeurt"),
        "video": (
            {
                "titel": "Het park",
                "url": "https://vimeo.com/76979871",
                "afbeelding": None,
                "duur": "2 minuten",
                "beschrijving": "Een wandeling",
            },
            "Speel af: Het park",
        ),
        "contactpersoon": (person.pk, "Zoë de Wit"),
        "standaardtekst": (StandaardtekstFactory(tekst="<p>Bel ons.</p>").pk, "<p>Bel ons.</p>"),
        "gebied": ({"gebied": GebiedFactory().pk, "bijschrift": "Hier"}, "<svg"),
        "actueel": ({"titel": "", "soort": "nieuws", "aantal": 3}, "Nieuwe bankjes"),
        "onderliggend": ({"titel": "Meer"}, "Onderwerp van de pagina"),
        "bewaartermijnen": (None, "Mails die de site verstuurt"),
    }


def test_these_are_all_blocks() -> None:
    assert sorted(BLOCKS.child_blocks) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_block_shows_on_a_page(
    client: Client, wijk: WijkPage, values: dict[str, tuple[Any, str]], name: str
) -> None:
    value, shown = values[name]
    page = InformatiePageFactory(parent=wijk, title="Blokken")
    InformatiePageFactory(parent=page, title="Onderwerp van de pagina")
    raw = [{"type": name, "value": value}]
    page.inhoud = BLOCKS.to_python(raw)
    BLOCKS.clean(page.inhoud)
    page.save_revision().publish()
    response = client.get(address_of(page))
    assert response.status_code == 200
    assert shown in response.content.decode()
    stored = InformatiePage.objects.get(pk=page.pk).inhoud
    assert [block.block_type for block in stored] == [name]


def test_what_a_block_refers_to_may_be_gone(
    client: Client, wijk: WijkPage, values: dict[str, tuple[Any, str]]
) -> None:
    """Editors delete pictures, people and pages that are still on other pages."""
    page = InformatiePageFactory(parent=wijk, title="Blokken")
    page.inhoud = BLOCKS.to_python([{"type": n, "value": v} for n, (v, _shown) in values.items()])
    page.save()
    SiteImage.objects.all().delete()
    SiteDocument.objects.all().delete()
    Gebied.objects.all().delete()
    for person in page.inhoud.blocks_by_name("contactpersoon"):
        person.value.delete()
    assert client.get(address_of(page)).status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_block_shows_itself_in_the_picker(client: Client, cast: Cast, name: str) -> None:
    client.force_login(cast.eindredacteur)
    address = reverse("wagtailadmin_block_preview")
    block = InformatiePage.inhoud.field.stream_block.child_blocks[name]
    response = client.get(address, {"id": block.definition_prefix})
    assert response.status_code == 200
    assert f"block-{name}" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_a_block_shows_itself_in_the_picker_with_content(
    client: Client, cast: Cast, values: dict[str, tuple[Any, str]], name: str
) -> None:
    SiteImage.objects.create(title="Nog een", file=get_test_image_file())
    client.force_login(cast.eindredacteur)
    block = InformatiePage.inhoud.field.stream_block.child_blocks[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert len(response.content) > 500


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_block_shows_itself_where_there_is_no_site_yet(client: Client, name: str) -> None:
    assert not Site.objects.exists()
    client.force_login(UserFactory(superuser=True))
    block = InformatiePage.inhoud.field.stream_block.child_blocks[name]
    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_a_block_explains_itself_in_dutch(name: str) -> None:
    block = BLOCKS.child_blocks[name]
    assert block.label
    assert str(block.get_description()).endswith(".")
    assert block.is_previewable
    assert block.meta.group


def refused(name: str, value: Any) -> bool:
    block = BLOCKS.child_blocks[name]
    try:
        block.clean(block.to_python(value))
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize(
    ("alt", "decorative", "wrong"),
    [("", False, True), ("  ", False, True), ("Een plein", False, False), ("", True, False)],
)
def test_a_picture_has_a_text_or_is_decoration(
    image: SiteImage, alt: str, decorative: bool, wrong: bool
) -> None:
    picture = {"image": image.pk, "alt_text": alt.strip(), "decorative": decorative}
    assert refused("afbeelding", {"afbeelding": picture, "bijschrift": ""}) == wrong
    photo = {"afbeelding": picture, "bijschrift": ""}
    assert refused("galerij", {"titel": "", "fotos": [photo, photo]}) == wrong


def test_a_picture_of_nothing_and_a_gallery_of_one_are_refused(image: SiteImage) -> None:
    picture = {"image": image.pk, "alt_text": "x", "decorative": False}
    assert refused("afbeelding", {"afbeelding": None, "bijschrift": ""})
    assert refused("galerij", {"fotos": [{"afbeelding": picture, "bijschrift": ""}]})


def test_a_decoration_has_an_empty_text(client: Client, wijk: WijkPage, image: SiteImage) -> None:
    picture = {"image": image.pk, "alt_text": "", "decorative": True}
    page = InformatiePageFactory(parent=wijk)
    page.inhoud = BLOCKS.to_python([{"type": "afbeelding", "value": {"afbeelding": picture}}])
    page.save()
    assert 'alt=""' in client.get(address_of(page)).content.decode()


@pytest.mark.parametrize(
    ("page", "url", "wrong"),
    [
        (True, "", False),
        (False, "https://example.org/", False),
        (True, "https://example.org/", True),
        (False, "", True),
        (False, "javascript:alert(1)", True),
        (False, "data:text/html,x", True),
    ],
)
def test_a_button_leads_to_one_place(wijk: WijkPage, page: bool, url: str, wrong: bool) -> None:
    value = {"tekst": "Ga", "pagina": wijk.pk if page else None, "url": url, "stijl": "primair"}
    assert refused("knop", value) == wrong


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({}, False),
        ({"table_caption": ""}, True),
        ({"table_caption": "  "}, True),
        ({"table_header_choice": ""}, True),
        ({"table_header_choice": "neither"}, True),
        ({"table_header_choice": "both", "first_col_is_header": True}, False),
    ],
)
def test_a_table_has_a_caption_and_headers(change: dict[str, Any], wrong: bool) -> None:
    try:
        BLOCKS.child_blocks["tabel"].clean(TABLE | change)
    except ValidationError:
        assert wrong
    else:
        assert not wrong


def test_a_table_shows_text_as_text(client: Client, wijk: WijkPage) -> None:
    page = InformatiePageFactory(parent=wijk)
    data = [["Dag", None], ['"><svg onload=alert(1)>', "<b>vet</b>"]]
    page.inhoud = BLOCKS.to_python([{"type": "tabel", "value": TABLE | {"data": data}}])
    page.save()
    text = client.get(address_of(page)).content.decode()
    assert "<svg onload" not in text
    assert "<b>vet</b>" not in text
    assert '<th scope="col"' in text


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stappen", {"titel": "", "stappen": [{"titel": "een", "tekst": ""}]}),
        ("uitklap", {"titel": "", "items": []}),
        ("downloads", {"titel": "x", "documenten": []}),
        ("kop", {"tekst": "", "niveau": "h2"}),
        ("kop", {"tekst": "x", "niveau": "h1"}),
        ("citaat", {"tekst": "x", "naam": "", "rol": ""}),
        ("kader", {"soort": "groot", "titel": "x", "tekst": "x"}),
        ("actueel", {"titel": "", "soort": "nieuws", "aantal": 0}),
        ("actueel", {"titel": "", "soort": "nieuws", "aantal": 10**22}),
        ("gebied", {"gebied": None, "bijschrift": ""}),
    ],
)
@pytest.mark.django_db
def test_a_block_that_would_show_nothing_sensible_is_refused(name: str, value: Any) -> None:
    assert refused(name, value)


@pytest.mark.parametrize("url", ["https://example.org/x", "http://youtu.be/x", "niets"])
def test_a_film_of_another_site_is_refused(url: str) -> None:
    value = {"titel": "x", "url": url, "afbeelding": None, "duur": "", "beschrijving": "x"}
    assert refused("video", value)
