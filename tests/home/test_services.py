"""The site of a municipality is made once."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import Page, Site

from core.models import Gemeente
from home.models import HomePage
from home.services import create_site, split_host
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import section
from wijkpaginas.models import AgendaPage, NieuwsIndexPage, WijkIndexPage


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("wijken.example.nl", ("wijken.example.nl", 80)),
        ("WIJKEN.Example.NL", ("wijken.example.nl", 80)),
        ("wijken.example.nl:8000", ("wijken.example.nl", 8000)),
        ("https://wijken.example.nl", ("wijken.example.nl", 443)),
        ("https://wijken.example.nl/", ("wijken.example.nl", 443)),
        ("http://wijken.example.nl:81/", ("wijken.example.nl", 81)),
        ("localhost", ("localhost", 80)),
        ("127.0.0.1:8000", ("127.0.0.1", 8000)),
    ],
)
def test_a_host_is_read_as_people_write_it(address: str, host: tuple[str, int]) -> None:
    assert split_host(address) == host


@pytest.mark.parametrize(
    "address",
    [
        "", " ", "http://", "wijken.example.nl/pad", "wijken.example.nl:poort", "a.nl:99999",
        "wij ken.nl", "user:geheim@wijken.nl", "a.nl?x", "a.nl#x", "[", "wijken_.nl;", "<b>.nl",
        "-a.nl", "a..nl",
    ],
)  # fmt: skip
def test_what_is_no_host_is_refused(address: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # what it says is not for people
        split_host(address)


@pytest.mark.django_db
def test_a_new_municipality_has_its_sections_and_its_name() -> None:
    site = create_site("duinstad.example.nl", 80, "Duinstad")
    assert Gemeente.for_site(site).naam == "Duinstad"
    home = site.root_page.specific
    assert isinstance(home, HomePage)
    for model in (WijkIndexPage, NieuwsIndexPage, AgendaPage):
        assert section(home, model).live
        assert section(home, model).show_in_menus


@pytest.mark.django_db
def test_the_first_municipality_answers_to_any_host() -> None:
    first = create_site("duinstad.example.nl", 80, "Duinstad")
    second = create_site("waterhage.example.nl", 80, "Waterhage")
    assert first.is_default_site
    assert not second.is_default_site


@pytest.mark.django_db
def test_a_host_has_one_site_and_a_second_leaves_nothing_behind() -> None:
    create_site("duinstad.example.nl", 80, "Duinstad")
    pages = Page.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        create_site("duinstad.example.nl", 80, "Duinstad")
    assert Page.objects.count() == pages
    assert Site.objects.count() == 1


@pytest.mark.django_db
def test_one_host_on_two_ports_is_two_sites() -> None:
    pages = {create_site("duinstad.example.nl", port, "Duinstad").root_page for port in (80, 81)}
    assert len({page.slug for page in pages}) == 2


@pytest.mark.django_db
def test_the_factory_of_areas_makes_what_the_command_needs() -> None:
    assert GebiedFactory(gemeente=True).naam == "Waterhage"
