"""On PostgreSQL each list of ideas is read in the order of an index: it sorts nothing."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test import RequestFactory
from wagtail.models import Site
from wagtail.search.models import IndexEntry

from core.matching import matching_entries
from ideeen.models import Idee
from ideeen.reading.filters import read_filters
from kaart.clusters import Box, inside
from kaart.models import Kaartcel
from tests.factories.ideeen import IdeeFactory
from tests.factories.wijken import ThemaFactory
from tests.search.conftest import update_index
from wijkpaginas.models import WijkPage

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="the plans are those of PostgreSQL"
)


@pytest.fixture(autouse=True)
def _as_if_the_table_was_large(db: None) -> None:
    """Ask for the plan of a large table: a small one is always read in full, and sorted.

    What the database knows of a table of twenty rows depends on when it last looked, so that it
    chooses now this index and then that one. Where an index gives the order, nothing is sorted.
    """
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")


def look_at(*models: type[Model]) -> None:
    """Let the database know its tables as they are now."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {model._meta.db_table}")


@pytest.mark.parametrize(
    ("query", "in_wijk", "expected"),
    [
        ("", False, "ideeen_site_new"),
        ("", True, "ideeen_wijk_new"),
        ("volgorde=steun", False, "ideeen_site_support"),
        ("volgorde=steun", True, "ideeen_wijk_support"),
        ("volgorde=antwoord", False, "ideeen_site_answer"),
        ("volgorde=antwoord", True, "ideeen_wijk_answer"),
        ("volgorde=antwoord&stadium=niet_haalbaar", False, "ideeen_site_answer"),
        ("thema=groen", False, "ideeen_site_"),
        ("stadium=geplaatst", False, "ideeen_site_"),
    ],
)
def test_a_list_is_read_in_the_order_of_an_index(
    site: Site, wijk: WijkPage, query: str, in_wijk: bool, expected: str
) -> None:
    ThemaFactory(site=site, naam="Groen")
    IdeeFactory.create_batch(20, wijk=wijk, indiener=None, opgepakt=True)
    look_at(Idee)
    request = RequestFactory().get(f"/?{query}")
    filters = read_filters(request, site, wijk if in_wijk else None)
    plan = filters.in_order().values_list("pk", flat=True)[:12].explain()
    assert expected in plan
    assert "Sort" not in plan.replace("Incremental Sort", "") or "Presorted Key" in plan


def test_a_map_reads_the_cells_that_it_shows_by_their_index(site: Site, wijk: WijkPage) -> None:
    IdeeFactory.create_batch(20, wijk=wijk, indiener=None, punt=True)
    look_at(Kaartcel)
    box = Box(5.85, 51.84, 5.86, 51.85)
    cells = Kaartcel.objects.filter(inside(box, level=14), laag="ideeen", site=site, niveau=14)
    assert "kaart_cell_once" in cells.explain()


def test_words_are_looked_up_in_one_index_of_titles_and_texts(site: Site, wijk: WijkPage) -> None:
    IdeeFactory.create_batch(20, wijk=wijk, indiener=None)
    update_index()
    look_at(IndexEntry)
    entries, _to_entry = matching_entries(["boom", "kade"])
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = on")
    assert "search_words" in entries.explain()
