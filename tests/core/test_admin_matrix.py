"""Every address of the project, asked by people who have nothing to do with what it names.

One municipality has one of everything. The communicator of another municipality, an editor of the
next neighbourhood and a visitor ask for all of it by its number, and try to change it.
"""

from typing import Any

import pytest
from django.http import HttpResponseBase
from django.test import Client
from wagtail.models import Page, Site

from bewoners.models import User
from tests.conftest import HOST, OTHER_HOST, Cast, OtherCast, member
from tests.core.matrix_expectations import (
    BAD,
    ERROR,
    LOGIN,
    METHOD,
    MOVED,
    REFUSED_,
    SHOWN,
    expected,
)
from tests.core.matrix_queries import QUERIES
from tests.core.matrix_world import (
    HIDDEN,
    MARK,
    SHARED,
    Route,
    World,
    everything,
    make_world,
    routes,
)
from wijkpaginas.models import WijkPage

# What a forger fills in, whatever the form asks.
FORGED = {
    "title": "Gekaapt", "name": "Gekaapt", "naam": "Gekaapt", "slug": "gekaapt",
    "action-publish": "1", "comment": "Gekaapt", "hostname": "gekaapt.example",
    "email": "gekaapt@example",
    "external-link-chooser-url": "https://gekaapt.example/", "old_path": "/gekaapt",
}  # fmt: skip


# What is one person's has a table of its own, in tests/bewoners/test_matrix.py, and what people
# take part in another, in tests/ideeen/test_matrix.py.
PERSONAL = ("account/", "mijn/", "meedoen/", "idee/", "burencheck/")


def asked() -> list[Route]:
    return [route for route in routes() if not route.pattern.startswith(PERSONAL)]


@pytest.fixture
def world(site: Site, wijk: WijkPage, cast: Cast, other_cast: OtherCast) -> World:
    return make_world(site, wijk, cast)


@pytest.fixture(params=["other municipality", "neighbour", "visitor"])
def stranger(request: pytest.FixtureRequest, cast: Cast, other_cast: OtherCast) -> str:
    return str(request.param)


@pytest.fixture
def who(stranger: str, cast: Cast, other_cast: OtherCast) -> User | None:
    people = {"other municipality": other_cast.communicatie, "neighbour": cast.other_redacteur}
    return people.get(stranger)


@pytest.fixture
def visit(client: Client, stranger: str, who: User | None) -> Any:
    """Return a way to ask for an address as the stranger."""
    client.raise_request_exception = False
    host = OTHER_HOST if stranger == "other municipality" else HOST

    def ask(method: str, address: str) -> tuple[str, str]:
        # What was asked before may have logged them out.
        client.logout()
        if who:
            client.force_login(who)
        data = FORGED if method == "post" else None
        response = getattr(client, method)(address, data, headers={"host": host})
        return outcome(response), body(response)

    return ask


def outcome(response: HttpResponseBase) -> str:
    """Say in a word what a request came to."""
    location = response.headers.get("Location", "")
    if response.status_code in {301, 302, 303}:
        if location.startswith("/admin/login/?next="):
            return LOGIN
        return REFUSED_ if location == "/admin/" else MOVED
    words = {200: SHOWN, 400: BAD, 403: REFUSED_, 404: REFUSED_, 405: METHOD, 500: ERROR}
    return words[response.status_code]


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode(errors="replace")).lower()


def forbidden(stranger: str, address: str) -> list[str]:
    """Return the words that this person may not read at an address."""
    if not address.startswith("/admin/") and stranger != "other municipality":
        # The neighbourhood itself is public.
        return [HIDDEN]
    words = [HIDDEN, MARK, "Havenkwartier"]
    return [*words, SHARED, "Waterhage"] if stranger == "other municipality" else words


def leaks(stranger: str, address: str, text: str) -> list[str]:
    """Return which of those words stand in an answer, other than as what was asked for."""
    return [word for word in forbidden(stranger, address) if word.lower() in text]


def test_every_address_of_the_project_has_an_expectation() -> None:
    patterns = {route.pattern for route in asked()}
    table = expected()
    assert not patterns - table.keys(), "add these to matrix_expectations"
    assert not table.keys() - patterns, "these are no longer there"


def test_no_address_shows_or_changes_what_is_of_others(
    world: World, visit: Any, stranger: str, who: User | None
) -> None:
    before = everything(visitor=who)
    place = ["other municipality", "neighbour", "visitor"].index(stranger)
    wrong: dict[str, Any] = {}
    for route in asked():
        answers = expected().get(route.pattern)
        address = world.address(route)
        for number, method in enumerate(("get", "post")):
            came_to, text = visit(method, address)
            if answers and came_to != answers[place][number]:
                wrong[f"{method} {address}"] = (came_to, "expected", answers[place][number])
            if found := leaks(stranger, address, text):
                wrong[f"{method} {address} shows"] = found
    assert not wrong
    after = everything(visitor=who)
    changed = [
        (label, key)
        for label, rows in before.items()
        for key in rows.keys() | after[label].keys()
        if rows.get(key) != after[label].get(key)
    ]
    assert not changed


@pytest.mark.parametrize("role", ["resident", "moderator", "regisseur", "wijkmanager"])
def test_who_edits_nothing_gets_nothing_of_it_in_the_admin(
    client: Client, world: World, cast: Cast, other_wijk: WijkPage, role: str
) -> None:
    who = cast.resident if role == "resident" else member(other_wijk, role)
    client.raise_request_exception = False
    before = everything(visitor=who)
    wrong: dict[str, Any] = {}
    for route in asked():
        if not route.pattern.startswith("admin/"):
            continue
        address = world.address(route)
        for method in ("get", "post"):
            client.logout()
            client.force_login(who)
            response = getattr(client, method)(address, FORGED if method == "post" else None)
            came_to = outcome(response)
            is_open = expected()[route.pattern][2][0] != LOGIN
            if role == "resident" and came_to in {SHOWN, MOVED} and not is_open:
                wrong[f"{method} {address}"] = came_to
            if any(word.lower() in body(response) for word in (HIDDEN, MARK)):
                wrong[f"{method} {address} shows"] = came_to
    assert not wrong
    assert everything(visitor=who) == before


def test_no_query_finds_what_is_of_others(
    world: World, visit: Any, stranger: str, duinwijk: WijkPage, other_wijk: WijkPage
) -> None:
    own = duinwijk if stranger == "other municipality" else other_wijk
    numbers = {
        # Half a word finds as much, and a form that says it again does not count as a leak.
        "mark": MARK[:6], "hidden": HIDDEN[:6], "page": world.page.pk, "draft": world.draft.pk,
        "wijk": world.wijk.pk, "index": world.wijk.get_parent().pk, "own_page": own.pk,
        "image": world.image.pk, "document": world.document.pk, "user": world.user.pk,
        "thema": world.thema.pk, "collection": world.collection.pk, "workflow": world.workflow.pk,
    }  # fmt: skip
    wrong = {}
    for query in QUERIES.split():
        address = "/" + query.format(**numbers)
        came_to, text = visit("get", address)
        shown = leaks(stranger, address, text)
        if shown or came_to == ERROR:
            wrong[address] = (came_to, shown)
    assert not wrong


def test_who_belongs_there_does_see_it(client: Client, world: World, cast: Cast) -> None:
    """Otherwise a table full of refusals would say nothing."""
    client.force_login(cast.eindredacteur)
    for address in (
        f"/admin/pages/{world.page.pk}/edit/", f"/admin/pages/{world.draft.pk}/history/",
        f"/admin/images/{world.image.pk}/", f"/admin/documents/edit/{world.document.pk}/",
        f"/admin/images/chooser/chosen/{world.image.pk}/",
        f"/admin/choose-page/chosen-multiple/?id={world.draft.pk}", "/admin/reports/workflow/",
        f"/admin/bulk/wagtailcore/page/delete/?id={world.draft.pk}",
        f"/admin/tag-autocomplete/?term={HIDDEN}", f"/admin/api/main/images/{world.image.pk}/",
        f"/admin/choose-page/{world.wijk.pk}/", "/admin/reports/site-history/",
    ):  # fmt: skip
        response = client.get(address)
        assert response.status_code == 200, address
        assert {HIDDEN.lower(), MARK.lower()} & set(_words(body(response))), address
    assert Page.objects.filter(pk=world.draft.pk).exists()


def _words(text: str) -> list[str]:
    return [word for word in (HIDDEN.lower(), MARK.lower()) if word in text]
