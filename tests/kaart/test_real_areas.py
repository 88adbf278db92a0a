"""The real areas of the CBS. They may not be copied into the project, so these tests may skip."""

import time

import pytest
import shapely
from shapely.geometry import shape

from kaart.figures import key_figures
from kaart.lookup import gebied_at
from kaart.models import Gebied, Niveau
from kaart.outlines import draw_areas

pytestmark = pytest.mark.django_db


@pytest.fixture
def nijmegen(real_areas, run):
    run(real_areas / "nijmegen_wijken_2024.geojson")
    run(real_areas / "nijmegen_buurten_2024.geojson")


def test_nijmegen_nests(nijmegen):
    gemeente = Gebied.objects.get(niveau=Niveau.GEMEENTE)
    assert str(gemeente) == "Nijmegen (GM0268, 2024)"
    assert gemeente.delen.count() == 9
    assert Gebied.objects.filter(parent__parent=gemeente).count() == 44


def test_nijmegen_is_one_area_without_slivers(nijmegen):
    outline = shape(Gebied.objects.get(niveau=Niveau.GEMEENTE).omtrek)
    assert [len(part.interiors) for part in outline.geoms] == [0]


def test_the_figures_of_a_buurt_read_as_published(nijmegen):
    area = Gebied.objects.get(code="BU02680100")
    figures = {figure.attribuut: figure.waarde_tekst for figure in key_figures(area)}
    assert figures["aantalInwoners"] == "2.720"
    assert figures["gemiddeldeWoningwaarde"] == "€ 334.000"
    assert figures["gemiddeldInkomenPerInwoner"] == "€ 33.600"


@pytest.mark.parametrize(
    ("name", "count", "limit"),
    [("nijmegen_buurten_2024", 44, 12_000), ("zwolle_buurten_2024", 78, 12_000)],
)
def test_a_municipality_is_drawn_in_a_few_kilobytes(real_areas, run, name, count, limit):
    run(real_areas / f"{name}.geojson")
    areas = list(Gebied.objects.filter(niveau=Niveau.BUURT))
    start = time.perf_counter()
    drawing = draw_areas([(area, area.naam, "/") for area in areas])
    # A drawing takes some 25 ms; the limit leaves room for a busy machine.
    assert time.perf_counter() - start < 0.5
    assert len(drawing.areas) == count
    assert sum(len(shape.path) for shape in drawing.areas) < limit


def test_a_place_lies_in_its_wijk_and_its_buurt(nijmegen):
    levels = (Niveau.BUURT, Niveau.WIJK, Niveau.GEMEENTE)
    found = [gebied_at(51.8510, 5.8630, level) for level in levels]
    assert [area.naam for area in found] == ["Benedenstad", "Nijmegen-Centrum", "Nijmegen"]
    assert [gebied_at(52.3731, 4.8926, level) for level in levels] == [None, None, None]


def test_reading_again_changes_nothing(nijmegen, real_areas, run):
    before = list(Gebied.objects.order_by("pk").values())
    for level in ("buurten", "wijken"):
        summary = run(real_areas / f"nijmegen_{level}_2024.geojson")
        assert summary.startswith("0 nieuw, 0 gewijzigd")
        assert "delen gemaakt" not in summary
    assert list(Gebied.objects.order_by("pk").values()) == before


def test_one_municipality_is_taken_from_the_country(real_areas, run):
    summary = run(real_areas / "nl_wijken_2024.geojson", gemeente="Amsterdam")
    assert summary.startswith("110 nieuw")
    wijken = Gebied.objects.filter(niveau=Niveau.WIJK)
    assert wijken.filter(code="WK0363AA").exists()
    covered = shapely.union_all([shape(wijk.omtrek) for wijk in wijken])
    gemeente = shape(Gebied.objects.get(niveau=Niveau.GEMEENTE).omtrek)
    assert gemeente.symmetric_difference(covered).area < covered.area * 0.001
