"""Links on public pages that lead visitors nowhere."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, Page, ReferenceIndex

from core.admin.links import broken_references, describe
from core.admin.pages import editable_pages
from core.models import SiteDocument
from tests.conftest import Cast
from tests.factories.wijken import InformatiePageFactory
from wijkpaginas.models import InformatiePage, WijkPage


@pytest.fixture
def target(wijk: WijkPage) -> InformatiePage:
    return InformatiePageFactory(parent=wijk, title="Het doel")


def linking(wijk: WijkPage, *blocks: tuple[str, Any], title: str = "De bron") -> InformatiePage:
    page = InformatiePageFactory(parent=wijk, title=title)
    page.inhoud = json.dumps(
        [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks]
    )
    page.save()
    ReferenceIndex.create_or_update_for_object(page)
    return page


def text_link(page: Page) -> tuple[str, str]:
    return "tekst", f'<p><a linktype="page" id="{page.pk}">de planning</a></p>'


def button(page: Page) -> tuple[str, dict[str, Any]]:
    return "knop", {"tekst": "Ga", "pagina": page.pk, "url": "", "stijl": "primair"}


def found(cast: Cast, who: str = "redacteur") -> list[tuple[str, str, str]]:
    mine = editable_pages(getattr(cast, who))
    return [
        (link.page_title, link.target, link.reason) for link in describe(broken_references(mine))
    ]


def test_a_working_link_is_not_reported(cast: Cast, wijk: WijkPage, target: Page) -> None:
    linking(wijk, text_link(target), button(target))
    assert found(cast) == []


def test_links_and_buttons_to_an_unpublished_page_are_reported(
    cast: Cast, wijk: WijkPage, target: Page
) -> None:
    linking(wijk, text_link(target), button(target))
    target.unpublish()
    assert found(cast) == [("De bron", "Het doel", "niet gepubliceerd")] * 2


def test_a_link_to_an_expired_page_is_reported(cast: Cast, wijk: WijkPage, target: Page) -> None:
    linking(wijk, text_link(target))
    target.unpublish(set_expired=True)
    assert found(cast) == [("De bron", "Het doel", "verlopen")]


def test_a_link_below_a_closed_wijk_is_reported_outside_it_only(
    cast: Cast, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    page = InformatiePageFactory(parent=other_wijk, title="Binnen")
    linking(other_wijk, text_link(page), title="Zelf ook dicht")
    linking(wijk, text_link(page))
    WijkPage.objects.filter(pk=other_wijk.pk).update(opening=WijkPage.Opening.BINNENKORT)
    assert found(cast, "superuser") == [("De bron", "Binnen", "niet voor iedereen te zien")]


@pytest.mark.parametrize("kind", ["text", "button"])
def test_a_link_to_a_deleted_page_is_reported_with_its_title_until_it_is_mended(
    cast: Cast,
    wijk: WijkPage,
    target: Page,
    kind: str,
    django_capture_on_commit_callbacks: Any,
) -> None:
    block = text_link(target) if kind == "text" else button(target)
    source = linking(wijk, block)
    with django_capture_on_commit_callbacks(execute=True):
        InformatiePage.objects.get(pk=target.pk).delete(user=cast.superuser)
    assert found(cast) == [("De bron", "Het doel", "verwijderd")]
    assert found(cast, "other_redacteur") == []

    source.inhoud = "[]"
    source.save()
    ReferenceIndex.create_or_update_for_object(source)
    assert found(cast) == []


def test_deleting_a_whole_branch_leaves_nothing_behind(
    cast: Cast, wijk: WijkPage, django_capture_on_commit_callbacks: Any
) -> None:
    parent = InformatiePageFactory(parent=wijk)
    child = InformatiePageFactory(parent=parent)
    linking(parent, text_link(child))
    with django_capture_on_commit_callbacks(execute=True):
        parent.delete()
    assert found(cast) == []
    assert not ReferenceIndex.objects.filter(to_object_id=str(child.pk)).exists()


def test_links_to_deleted_and_closed_documents_are_reported(
    cast: Cast, wijk: WijkPage, django_capture_on_commit_callbacks: Any
) -> None:
    root = Collection.get_first_root_node()
    closed = root.add_child(name="Dicht")
    gone, secret, fine = (
        SiteDocument.objects.create(
            title=title, file=ContentFile(b"tekst", f"{title}.txt"), collection=place
        )
        for title, place in (("Weg", root), ("Geheim", closed), ("Goed", root))
    )
    links = "".join(
        f'<p><a linktype="document" id="{document.pk}">lees</a></p>'
        for document in (gone, secret, fine)
    )
    linking(wijk, ("tekst", links))
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    with django_capture_on_commit_callbacks(execute=True):
        gone.delete()
    assert sorted(found(cast)) == [
        ("De bron", "Geheim", "niet voor iedereen te zien"),
        ("De bron", "een document", "verwijderd"),
    ]


def test_drafts_are_not_reported(cast: Cast, wijk: WijkPage, target: Page) -> None:
    page = linking(wijk, text_link(target))
    page.unpublish()
    target.unpublish()
    assert found(cast) == []


def test_the_reports_list_filter_and_export_only_own_pages(
    client: Client, cast: Cast, wijk: WijkPage, other_wijk: WijkPage, target: Page
) -> None:
    linking(wijk, text_link(target), title="=2+2")
    linking(other_wijk, text_link(target), title="Van de buren")
    target.unpublish()
    address = reverse("core_admin:kapotte_links")
    client.force_login(cast.redacteur)
    html = client.get(address).content.decode()
    assert "=2+2" in html
    assert "Van de buren" not in html
    sheet = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()
    assert "'=2+2,Havenkwartier" in sheet
    assert "Van de buren" not in sheet
    assert client.get(address, {"export": "xlsx"}).status_code == 200

    client.force_login(cast.superuser)
    html = client.get(address, {"wijk": other_wijk.pk}).content.decode()
    assert "Van de buren" in html
    assert "=2+2" not in html


@pytest.mark.parametrize("name", ["nakijken", "planning", "kapotte_links"])
def test_each_report_opens_for_editors_and_not_for_others(
    client: Client, cast: Cast, wijk: WijkPage, name: str
) -> None:
    expires = timezone.now() + timedelta(days=2)
    page = InformatiePageFactory(parent=wijk, title="Binnenkort weg", expire_at=expires)
    InformatiePage.objects.filter(pk=page.pk).update(nagekeken_op=None)
    address = reverse(f"core_admin:{name}")
    client.force_login(cast.redacteur)
    for query in ({}, {"wijk": wijk.pk}, {"wijk": "%00"}, {"p": "9" * 22}, {"export": "csv"}):
        answer = client.get(address, query)
        assert answer.status_code == 200
    html = client.get(address).content.decode()
    assert ("Binnenkort weg" in html) == (name != "kapotte_links")
    client.force_login(cast.other_redacteur)
    assert "Binnenkort weg" not in client.get(address).content.decode()
    client.force_login(cast.outsider)
    assert client.get(address).status_code in {302, 403}
