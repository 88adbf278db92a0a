"""The command that makes a municipality's neighbourhoods from its areas."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.test import Client
from wagtail.models import Collection, GroupSitePermission, Page, Site

from bewoners.models import Toestemmingstekst
from core.models import Gemeente
from tests.factories.kaart import GebiedFactory
from tests.factories.wijken import section
from tests.replay import Replay
from wijkpaginas.models import AgendaPage, NieuwsIndexPage, WijkIndexPage, WijkPage

HOST = "wijken.example.nl"


def _make_areas() -> None:
    GebiedFactory(gemeente=True)
    for row in range(3):
        GebiedFactory(row=row, naam=f"Wijk {row}")


def _first_run() -> None:
    three_areas()
    run()


three_areas = Replay(_make_areas)
first_run = Replay(_first_run)


@pytest.fixture
def areas(db: None) -> None:
    three_areas()


@pytest.fixture
def made(db: None) -> None:
    """Run the command once, before the run that the test is about."""
    first_run()


def run(**options: Any) -> str:
    out = StringIO()
    values = {"host": HOST, "gemeente": "Waterhage", "niveau": "wijk"} | options
    call_command("maak_wijken", stdout=out, **values)
    return out.getvalue()


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Page, Site, Group, Collection))


@pytest.mark.usefixtures("areas")
def test_a_first_run_makes_the_site_and_all_wijken(client: Client) -> None:
    said = run()
    assert "Nieuwe site: http://wijken.example.nl" in said
    assert "3 wijken gemaakt" in said
    for row in range(3):
        for below in ("", "nieuws/", "agenda/", "nieuws/feed/", "agenda/ical/"):
            assert client.get(f"/wijken/wijk-{row}/{below}").status_code == 200
    assert len(client.get("/wijken/").context["kaart"].areas) == 3


@pytest.mark.usefixtures("areas")
def test_a_second_run_changes_nothing() -> None:
    run()
    before = counts()
    said = run()
    assert counts() == before
    assert "0 wijken gemaakt, 0 aangevuld, 3 ongemoeid gelaten" in said
    assert "Nieuwe site" not in said


@pytest.mark.usefixtures("made")
def test_an_area_that_came_later_is_added() -> None:
    GebiedFactory(row=7, naam="Nieuwland")
    assert "1 wijken gemaakt, 0 aangevuld, 3 ongemoeid gelaten" in run()
    assert WijkPage.objects.get(title="Nieuwland").live


@pytest.mark.usefixtures("made")
def test_what_was_edited_stays() -> None:
    wijk = WijkPage.objects.get(title="Wijk 1")
    wijk.title, wijk.slug, wijk.introductie = "De Linie", "linie", "<p>Eigen tekst</p>"
    wijk.save_revision().publish()
    WijkPage.objects.get(title="Wijk 2").unpublish()
    section(wijk, NieuwsIndexPage).unpublish()
    before = counts()
    run()
    wijk.refresh_from_db()
    assert counts() == before
    assert (wijk.title, wijk.slug, wijk.introductie) == ("De Linie", "linie", "<p>Eigen tekst</p>")
    assert not WijkPage.objects.get(title="Wijk 2").live
    assert not section(wijk, NieuwsIndexPage).live


@pytest.mark.usefixtures("made")
def test_a_section_that_is_missing_is_added() -> None:
    section(WijkPage.objects.get(title="Wijk 1"), AgendaPage).delete()
    assert "0 wijken gemaakt, 1 aangevuld, 2 ongemoeid gelaten" in run()


@pytest.mark.usefixtures("made")
def test_a_newer_year_adds_what_is_new_and_no_wijk_twice() -> None:
    GebiedFactory(row=1, naam="Wijk 1", jaar=2025)
    GebiedFactory(row=8, naam="Nieuwland", jaar=2025)
    assert "1 wijken gemaakt, 0 aangevuld, 1 ongemoeid gelaten" in run()
    assert WijkPage.objects.count() == 4


@pytest.mark.usefixtures("areas")
def test_an_older_year_is_used_when_it_is_asked_for() -> None:
    GebiedFactory(row=9, naam="Nieuwland", jaar=2025)
    assert "3 wijken gemaakt" in run(jaar=2024)
    assert not WijkPage.objects.filter(title="Nieuwland").exists()


@pytest.mark.usefixtures("areas")
def test_wijken_can_be_prepared(client: Client) -> None:
    run(binnenkort=True)
    assert client.get("/wijken/wijk-0/").status_code == 200
    assert client.get("/wijken/wijk-0/nieuws/").status_code == 404
    WijkPage.objects.filter(title="Wijk 0").update(opening=WijkPage.Opening.OPEN)
    run(binnenkort=True)
    assert WijkPage.objects.get(title="Wijk 0").is_open, "an opened one is not closed again"


@pytest.mark.usefixtures("areas")
def test_buurten_can_be_wijken_too() -> None:
    GebiedFactory(buurt=True, row=0, column=1)
    assert "1 wijken gemaakt" in run(niveau="buurt")


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize("gemeente", ["waterhage", " Waterhage ", "GM9999", "gm9999"])
def test_the_site_has_the_name_that_the_municipality_has(gemeente: str) -> None:
    run(gemeente=gemeente)
    assert Site.objects.get().site_name == "Waterhage"
    assert Gemeente.objects.get().naam == "Waterhage"


@pytest.mark.usefixtures("areas")
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"gemeente": "Atlantis"}, "geen gebieden"),
        ({"gemeente": ""}, "geen gebieden"),
        ({"gemeente": "GM0001"}, "geen gebieden"),
        ({"niveau": "buurt"}, "geen gebieden"),
        ({"jaar": 1999}, "geen gebieden"),
        ({"host": "wijken.example.nl/pad"}, "geen adres van een site"),
        ({"host": "wij ken"}, "geen adres van een site"),
        ({"host": "wijken.example.nl:poort"}, "geen adres van een site"),
        ({"host": ""}, "geen adres van een site"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(options: dict[str, Any], words: str) -> None:
    before = counts()
    with pytest.raises(CommandError, match=words):
        run(**options)
    assert counts() == before


@pytest.mark.usefixtures("areas")
def test_a_host_with_a_port_makes_a_site_on_that_port() -> None:
    run(host=f"{HOST}:8000")
    run(host=f"{HOST}:8000")
    site = Site.objects.get()
    assert (site.hostname, site.port) == (HOST, 8000)


@pytest.mark.usefixtures("made")
def test_two_municipalities_live_beside_each_other(client: Client) -> None:
    GebiedFactory(gemeente=True, code="GM8888", naam="Duinstad", gemeentecode="GM8888")
    GebiedFactory(row=50, code="WK888801", naam="Duinwijk", gemeentecode="GM8888")
    run(host="duinstad.example.nl", gemeente="Duinstad")
    assert Site.objects.count() == 2
    duinstad = client.get("/wijken/", headers={"host": "duinstad.example.nl"})
    assert [wijk.title for wijk in duinstad.context["wijken"]] == ["Duinwijk"]


@pytest.mark.usefixtures("areas")
def test_a_site_that_is_something_else_is_left_alone() -> None:
    root = Page.get_first_root_node()
    Site.objects.create(hostname=HOST, port=80, root_page=root, is_default_site=True)
    before = counts()
    with pytest.raises(CommandError, match="voorpagina"):
        run()
    assert counts() == before


@pytest.mark.usefixtures("made")
def test_an_index_that_editors_switched_off_stays_off(client: Client) -> None:
    WijkIndexPage.objects.get().unpublish()
    GebiedFactory(row=7, naam="Nieuwland")
    run()
    assert not WijkIndexPage.objects.get().live
    assert client.get("/wijken/nieuwland/").status_code == 404


@pytest.mark.usefixtures("made")
def test_kinds_that_came_with_a_newer_version_get_their_rights_with_the_next_run() -> None:
    kind = ContentType.objects.get_for_model(Toestemmingstekst)
    of_kind = GroupSitePermission.objects.filter(permission__content_type=kind)
    before = set(of_kind.values_list("group__name", "permission__codename", "site"))
    of_kind.delete()

    run()

    assert before
    assert set(of_kind.values_list("group__name", "permission__codename", "site")) == before


@pytest.mark.usefixtures("made")
def test_a_right_that_was_taken_from_a_group_stays_taken() -> None:
    group = Group.objects.get(gemeente_group__isnull=False)
    kept = GroupSitePermission.objects.filter(group=group).exclude(
        permission__codename="delete_toestemmingstekst"
    )
    expected = kept.count()
    group.site_permissions.filter(permission__codename="delete_toestemmingstekst").delete()

    run()

    assert group.site_permissions.count() == expected
