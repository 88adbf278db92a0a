"""The demo: all of it answers, within its budget, and it touches nothing that is not its own."""

import re

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site, get_page_models

from bewoners.models import User
from core.models import BasePage, SiteDocument, SiteImage
from home.demo.accounts import load_accounts
from kaart.models import Gebied
from tests.factories.wijken import make_site
from tests.home.conftest import load_demo
from wijkpaginas.blocks import PageBlocks
from wijkpaginas.models import Contactpersoon, WijkGroup, WijkPage

# Queries of a page that nobody asked for since the last change of its site, measured on the demo,
# where every page type shows itself full.
FIRST_VISIT = {
    "HomePage": 21,
    "WijkIndexPage": 11,
    "IdeeenPage": 30,
    "WijkPage": 31,
    "InformatiePage": 33,
    "NieuwsIndexPage": 17,
    "NieuwsPage": 20,
    "AgendaPage": 17,
    "EvenementPage": 19,
    "feed": 12,
    "ical": 12,
}
# Once menus, routes and maps are remembered.
LATER_VISIT = 12
# An idea has what people say of it, how it is judged and the way it went.
LATER_VISIT_OF = {"IdeeenPage": 15}

COUNTED = [
    Page, Site, SiteImage, SiteDocument, Collection, Group, WijkGroup, Contactpersoon, User, Gebied,
]  # fmt: skip


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.mark.usefixtures("demo")
def test_loading_it_again_gives_the_same() -> None:
    """And what is not the demo's stays: a site, its pages, pictures and people."""
    other = make_site("duinstad.example.nl", "Duinstad")
    picture = SiteImage.objects.create(title="Duin", file=get_test_image_file())
    person = Contactpersoon.objects.create(
        site=other, naam="An", functie="balie", email="an@duinstad.example"
    )
    before = counts()
    pages = set(Page.objects.descendant_of(other.root_page, inclusive=True).values_list("pk"))
    said = load_demo(port=8123)
    assert counts() == before
    assert (
        set(Page.objects.descendant_of(other.root_page, inclusive=True).values_list("pk")) == pages
    )
    assert SiteImage.objects.filter(pk=picture.pk).exists()
    assert Contactpersoon.objects.filter(pk=person.pk).exists()
    assert "http://127.0.0.1:8123/" in said
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.usefixtures("demo")
def test_it_has_six_wijken_of_which_each_editor_knows_one(client: Client) -> None:
    assert WijkPage.objects.count() == 6
    assert client.get("/").status_code == 200
    for name, groups in (("beheer", 0), ("communicatie", 1), ("eindredactie", 1), ("redactie", 1)):
        user = authenticate(username=f"{name}@waterhage.example", password="samenwijk-demo")
        assert user is not None
        assert user.groups.count() == groups
        assert user.is_superuser == (name == "beheer")


@pytest.mark.usefixtures("demo")
def test_with_data_it_leaves_all_as_it_is_and_only_follows_the_port() -> None:
    User.objects.all().delete()
    before = counts()
    assert load_demo(if_empty=True, port=8124) == ""
    assert counts() == before
    assert Site.objects.get().port == 8124


@pytest.mark.django_db
def test_another_municipality_is_data_too() -> None:
    make_site("duinstad.example.nl", "Duinstad")
    before = counts()
    load_demo(if_empty=True)
    assert counts() == before
    assert Site.objects.get().port == 80


@pytest.mark.usefixtures("demo")
def test_outside_a_laptop_each_load_draws_a_password(settings: Settings) -> None:
    settings.DEMO_PASSWORD = ""
    passwords = set()
    for _load in range(2):
        logins = load_accounts(Site.objects.get())
        (password,) = {password for _address, password, _role in logins}
        assert len(password) == 20
        assert authenticate(username=logins[0][0], password=password) is not None
        assert authenticate(username=logins[0][0], password="samenwijk-demo") is None
        passwords.add(password)
    assert len(passwords) == 2


@pytest.mark.usefixtures("demo")
def test_its_texts_have_no_broken_links_and_its_pages_no_faults() -> None:
    for page in Page.objects.filter(depth__gt=1).specific():
        page.full_clean()
    call_command("fixtree", interactive=False, verbosity=0)


@pytest.mark.usefixtures("demo")
def test_every_page_type_and_every_block_is_on_show() -> None:
    for model in get_page_models():
        if issubclass(model, BasePage):
            # Examples are for editors: their folder is never public.
            found = model.objects.all() if model.holds_examples else model.objects.live()
            assert found.exists(), model.__name__
    assert WijkPage.objects.exclude(opening=WijkPage.Opening.OPEN).count() == 1
    used = {
        block.block_type
        for page in Page.objects.specific().iterator()
        for block in getattr(page, "inhoud", [])
    }
    assert used == set(PageBlocks().child_blocks)


def addresses(client: Client) -> list[str]:
    """Return everything public: what the sitemap names, and what pages offer beside it."""
    text = client.get("/sitemap.xml").content.decode()
    found = re.findall(r"<loc>http://testserver(.*?)</loc>", text)
    return [
        *found,
        *(f"{address}feed/" for address in found if address.endswith("/nieuws/")),
        *(f"{address}ical/" for address in found if "/agenda/" in address),
        *(f"{address}?toon=voorbij" for address in found if address.endswith("/agenda/")),
    ]


def kind_of(address: str, page: Page | None) -> str:
    return type(page).__name__ if page else address.rstrip("/").rpartition("/")[2]


@pytest.mark.usefixtures("demo")
def test_every_address_of_the_demo_keeps_to_its_budget(client: Client) -> None:
    """The budgets hold without the page cache, which the test client does not pass."""
    first: dict[str, int] = {}
    later: dict[str, int] = {}
    for address in addresses(client):
        for most in (first, later):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(address)
            assert response.status_code == 200, address
            page = response.context["page"] if response.context else None
            kind = kind_of(address, page)
            most[kind] = max(most.get(kind, 0), len(captured))
    assert set(first) == set(FIRST_VISIT), "every kind of page is in the demo"
    assert not {kind: n for kind, n in first.items() if n > FIRST_VISIT[kind]}, first
    most_later = {kind: LATER_VISIT_OF.get(kind, LATER_VISIT) for kind in later}
    assert not {kind: n for kind, n in later.items() if n > most_later[kind]}, later


@pytest.mark.django_db
def test_a_host_that_another_municipality_has_is_left_to_it() -> None:
    make_site("127.0.0.1", "Duinstad", port=8000)
    with pytest.raises(CommandError, match="andere site"):
        load_demo()
    assert Site.objects.get().site_name == "Duinstad"
