"""What the public may not see is not found, not suggested, not counted and no filter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.search.conftest import ask, suggested, titles, update_index
from wijkpaginas.models import InformatiePage, NieuwsIndexPage, WijkPage

Make = Callable[..., InformatiePage]


@pytest.fixture(autouse=True, params=["little", "much"])
def _how_much_there_is(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the question of a small site, and that of one with more than can be listed."""
    if request.param == "much":
        monkeypatch.setattr("search.finding.MAX_LISTED", 0)


def keep_private(page: InformatiePage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def keep_parent_private(page: InformatiePage) -> None:
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")


def unpublish(page: InformatiePage) -> None:
    page.unpublish()


def unpublish_parent(page: InformatiePage) -> None:
    page.get_parent().specific.unpublish()


def expire(page: InformatiePage) -> None:
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled", verbosity=0)


def close_wijk(page: InformatiePage) -> None:
    wijk = WijkPage.objects.ancestor_of(page).get()
    wijk.opening = WijkPage.Opening.BINNENKORT
    wijk.save()


def delete(page: InformatiePage) -> None:
    page.delete()


HIDING = [
    keep_private,
    keep_parent_private,
    unpublish,
    unpublish_parent,
    expire,
    close_wijk,
    delete,
]


@pytest.mark.parametrize("hide", HIDING)
@pytest.mark.parametrize("index_anew", [True, False])
def test_what_is_not_public_is_not_found(
    client: Client, page: Make, hide: Callable[[InformatiePage], None], index_anew: bool
) -> None:
    made = page("Geheim zwembad", "zwemmen")
    assert titles(client, "zwembad") == ["Geheim zwembad"] == suggested(client, "zwem")
    hide(made)
    if index_anew:
        update_index()
    answer = ask(client, "zwembad")
    assert (answer.results, answer.total, answer.counts) == ([], 0, {})
    assert suggested(client, "zwem") == []
    for address in ("/zoeken/?q=zwembad", "/zoeken/suggesties/?q=zwem"):
        content = client.get(address).content.decode()
        assert "Geheim" not in content
        assert "(1)" not in content


def test_a_draft_is_not_found(client: Client, page: Make) -> None:
    page("Zwembad", live=False)
    assert titles(client, "zwembad") == [] == suggested(client, "zwem")


def test_what_an_editor_is_changing_is_found_as_it_is_published(client: Client, page: Make) -> None:
    made = page("Zwembad", "zwemmen")
    made.title = "Geheim plan"
    made.save_revision()
    update_index()
    assert titles(client, "zwembad") == ["Zwembad"]
    assert titles(client, "plan") == []


@pytest.mark.parametrize("hide", [keep_private, unpublish, close_wijk])
def test_a_closed_wijk_is_no_filter(
    client: Client, page: Make, wijk: WijkPage, hide: Callable[[InformatiePage], None]
) -> None:
    made = page("Zwembad")
    assert '<option value="havenkwartier">' in client.get("/zoeken/").content.decode()
    hide(wijk if hide is not close_wijk else made)  # type: ignore[arg-type]
    assert '<option value="havenkwartier">' not in client.get("/zoeken/").content.decode()


def test_a_section_that_is_off_takes_its_pages_along(
    client: Client, news: Make, wijk: WijkPage
) -> None:
    news("Zwembad open")
    NieuwsIndexPage.objects.child_of(wijk).get().unpublish()
    assert titles(client, "zwembad") == []


def test_a_wijk_that_opens_soon_is_found_itself(client: Client, wijk: WijkPage) -> None:
    wijk.opening = WijkPage.Opening.BINNENKORT
    wijk.save()
    update_index()
    assert titles(client, "havenkwartier", soort="wijk") == ["Havenkwartier"]
