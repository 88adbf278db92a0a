"""What is not public is absent from everything that the site tells of ideas."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from core import editions
from ideeen.models import Idee, IdeeenPage
from ideeen.services.stadium import change_stage
from ideeen.workflow import LISTED, Rol, Stadium
from tests.conftest import OTHER_HOST, Cast
from tests.factories.ideeen import IdeeFactory
from tests.factories.wijken import section
from tests.search.conftest import update_index
from wijkpaginas.models import WijkPage

TITLE = "Geheimzinnige vlinderstrook"
BBOX = "bbox=5.8,51.8,5.9,51.9&zoom=17"
WIJK = "/wijken/havenkwartier/"
EVERYWHERE = [
    "/",
    WIJK,
    "/ideeen/",
    "/ideeen/?wijk=havenkwartier",
    f"{WIJK}ideeen/",
    f"{WIJK}ideeen/?volgorde=steun",
    f"{WIJK}ideeen/?q=vlinderstrook",
    f"/ideeen/kaart/punten/?{BBOX}",
    f"{WIJK}ideeen/kaart/punten/?{BBOX}",
    f"{WIJK}ideeen/kaart/punten/?{BBOX}&q=vlinderstrook",
    "/ideeen/feed/",
    f"{WIJK}ideeen/feed/",
    "/ideeen/export/csv/",
    f"{WIJK}ideeen/export/ods/",
    f"{WIJK}ideeen/export/geojson/",
    "/ideeen/inbed/",
    f"{WIJK}ideeen/inbed/",
    "/zoeken/?q=vlinderstrook",
    "/zoeken/suggesties/?q=geheimzinnige&als=json",
    "/idee/lijkt-op/?titel=Geheimzinnige+vlinderstrook",
    "/sitemap.xml",
]


def told(client: Client, address: str) -> bool:
    """Say whether an address leads to the idea; one that answers nothing does not."""
    answer = client.get(address)
    if answer.status_code in {302, 404}:
        return False
    assert answer.status_code == 200, address
    content = b"".join(answer) if answer.streaming else answer.content
    if address.endswith("/ods/"):
        content = zipfile.ZipFile(io.BytesIO(content)).read("content.xml")
    return b"geheimzinnige-vlinderstrook" in content


@pytest.fixture
def idee(wijk: WijkPage) -> Idee:
    made: Idee = IdeeFactory(wijk=wijk, titel=TITLE, punt=True)
    update_index()
    return made


def test_a_public_idea_is_told_everywhere(client: Client, idee: Idee) -> None:
    assert [place for place in EVERYWHERE if not told(client, place)] == []
    assert client.get(idee.get_url()).status_code == 200
    assert client.get(f"{WIJK}ideeen/{idee.pk}/inbed/").status_code == 200


def put_in(stadium: Stadium) -> Callable[[Idee], None]:
    """Take an idea to a stage as if it had always been there."""

    def hide(idee: Idee) -> None:
        wijk = idee.wijk
        idee.delete()
        trait = {stadium.value: True}
        IdeeFactory(wijk=wijk, titel=TITLE, punt=True, **trait)
        update_index()

    hide.__name__ = f"put_in_{stadium}"
    return hide


def close_wijk(idee: Idee) -> None:
    idee.wijk.opening = WijkPage.Opening.BINNENKORT
    idee.wijk.save()


def unpublish_wijk(idee: Idee) -> None:
    idee.wijk.unpublish()


def unpublish_section(idee: Idee) -> None:
    section(idee.wijk, IdeeenPage).unpublish()


def keep_section_private(idee: Idee) -> None:
    page = section(idee.wijk, IdeeenPage)
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def delete_section(idee: Idee) -> None:
    section(idee.wijk, IdeeenPage).delete()


HIDDEN = [put_in(stadium) for stadium in Stadium if stadium not in (*LISTED, Stadium.SAMENGEVOEGD)]
CLOSED = [close_wijk, unpublish_wijk, unpublish_section, keep_section_private, delete_section]


@pytest.mark.parametrize("hide", HIDDEN + CLOSED)
def test_what_is_not_public_is_told_nowhere(
    client: Client, idee: Idee, hide: Callable[[Idee], None]
) -> None:
    client.get("/ideeen/")
    hide(idee)
    hidden = Idee.objects.get()
    assert [place for place in EVERYWHERE if told(client, place)] == []
    for address in (
        f"/wijken/havenkwartier/ideeen/{hidden.pk}-{hidden.slug}/",
        f"/wijken/havenkwartier/ideeen/{hidden.pk}/",
        f"/ideeen/{hidden.pk}/",
        f"/idee/{hidden.pk}/",
        f"/wijken/havenkwartier/ideeen/{hidden.pk}/inbed/",
    ):
        # Who may see the section has to log in for it: the answer repeats what was asked.
        answer = client.get(address)
        assert answer.status_code in {302, 404}, address
        if answer.status_code == 302:
            assert answer["Location"] == f"/_util/login/?next={address}"


def test_an_idea_that_is_hidden_goes_at_once(client: Client, idee: Idee, cast: Cast) -> None:
    for place in EVERYWHERE:
        client.get(place)
    change_stage(
        idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Reclame."
    )
    assert [place for place in EVERYWHERE if told(client, place)] == []


def test_a_merged_idea_has_its_page_and_stands_in_no_list(client: Client, wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, titel=TITLE, samengevoegd=True)
    editions.forget_all()
    assert [place for place in EVERYWHERE if told(client, place)] == []
    page = client.get(idee.get_url()).content.decode()
    assert idee.samengevoegd_met.get_url() in page


def test_ideas_of_one_municipality_are_unknown_in_the_other(
    client: Client, idee: Idee, duinwijk: WijkPage
) -> None:
    def get(address: str) -> bool:
        answer = client.get(address, headers={"host": OTHER_HOST})
        content = b"".join(answer) if answer.streaming else answer.content
        return b"vlinderstrook" in content.lower().replace(b"q=vlinderstrook", b"")

    for address in ("/", "/ideeen/", "/ideeen/feed/", "/ideeen/export/csv/", "/sitemap.xml"):
        assert not get(address), address
    assert not get(f"/ideeen/kaart/punten/?{BBOX}")
    there = client.get(f"/ideeen/{idee.pk}/", headers={"host": OTHER_HOST})
    assert there.status_code == 404


def test_who_sent_it_and_who_judges_it_see_it_before_the_public(
    client: Client, wijk: WijkPage, cast: Cast
) -> None:
    idee = IdeeFactory(wijk=wijk, titel=TITLE, moderatie=True, indiener=cast.resident)
    for name, allowed in (
        ("resident", True),
        ("moderator", True),
        ("regisseur", True),
        ("other_resident", False),
        ("redacteur", False),
        ("other_redacteur", False),
    ):
        client.force_login(getattr(cast, name))
        answer = client.get(idee.get_url())
        assert (answer.status_code == 200) is allowed, name
        # In lists it is for nobody.
        assert not told(client, "/ideeen/"), name
