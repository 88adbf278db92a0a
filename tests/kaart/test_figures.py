import pytest

from kaart.figures import KEY_FIGURES, key_figures, read_figures
from kaart.models import Gebied


def texts(**figures):
    area = Gebied(jaar=2024, bron="CBS", kerncijfers=figures)
    return [(figure.waarde_tekst, figure.eenheid) for figure in key_figures(area)]


@pytest.mark.parametrize(
    ("attribute", "value", "expected"),
    [
        ("aantalInwoners", 2720, ("2.720", "")),
        ("aantalInwoners", 1234567, ("1.234.567", "")),
        ("aantalInwoners", 0, ("0", "")),
        ("percentageKoopwoningen", 13, ("13%", "")),
        ("gemiddeldeHuishoudsgrootte", 1.5, ("1,5", "personen")),
        ("gemiddeldeHuishoudsgrootte", 2, ("2,0", "personen")),
        ("bevolkingsdichtheidInwonersPerKm2", 8879, ("8.879", "inwoners per km²")),
        ("gemiddeldeWoningwaarde", 334, ("€ 334.000", "")),
        ("gemiddeldInkomenPerInwoner", 33.6, ("€ 33.600", "per jaar")),
        ("oppervlakteLandInHa", 31, ("31", "hectare")),
        ("stedelijkheidAdressenPerKm2", 1, ("zeer sterk stedelijk", "")),
        ("omgevingsadressendichtheid", 3202, ("3.202", "adressen per km²")),
        ("gemiddeldInkomenPerInwoner", None, (None, "per jaar")),
    ],
)
def test_a_figure_is_written_as_dutch_people_write_it(attribute, value, expected):
    assert texts(**{attribute: value}) == [expected]


def test_figures_carry_their_label_source_and_year_in_a_fixed_order():
    figures = {"percentageKoopwoningen": 13, "aantalInwoners": None}
    first, second = key_figures(Gebied(jaar=2024, bron="CBS", kerncijfers=figures))
    assert (first.label, first.waarde, first.waarde_tekst) == ("Inwoners", None, None)
    assert (second.label, second.bron, second.jaar) == ("Koopwoningen", "CBS", 2024)


def test_what_the_source_leaves_out_is_not_shown_as_missing():
    assert texts() == []


@pytest.mark.parametrize("value", [-99995, -99997, -99999, -99999.0, None, "", ".", "12", True])
def test_a_value_that_is_no_figure_is_stored_as_no_data(value):
    assert read_figures({"aantalInwoners": value}) == {"aantalInwoners": None}


def test_only_known_attributes_are_stored():
    properties = {"aantalInwoners": 5, "aantalBomen": 6}
    assert read_figures(properties) == {"aantalInwoners": 5}


def test_every_figure_has_a_label_of_its_own():
    labels = [str(definition.label) for definition in KEY_FIGURES.values()]
    assert len(set(labels)) == len(labels) == 12
