"""Text that people can't read on its background never gets into a style sheet."""

import json

import pytest

from core.huisstijl.catalogue import catalogue
from core.huisstijl.colours import Colour, contrast, parse_colour
from core.huisstijl.contrast import PAIRS, unreadable
from core.huisstijl.stylesheet import read_tokens


def errors_of(text: str) -> str:
    return "\n".join(read_tokens(text, "licht").errors)


def test_every_pair_of_colours_that_is_compared_exists() -> None:
    names = {name for pair in PAIRS for name in (pair.front, pair.back)}
    assert names <= set(catalogue())


@pytest.mark.parametrize("scheme", ["licht", "donker"])
def test_our_own_theme_is_readable(scheme: str) -> None:
    assert unreadable({}, scheme) == []


def test_text_that_nobody_can_read_is_refused() -> None:
    errors = errors_of('{"samenwijk.color.text": "#999999"}')
    assert "Gewone tekst: #999999" in errors
    assert "moet minstens 4,5 zijn" in errors


def test_text_that_is_almost_see_through_is_refused() -> None:
    assert "contrast" in errors_of('{"samenwijk.color.text": "rgb(0 0 0 / 20%)"}')


def test_a_contrast_just_below_the_limit_is_not_rounded_up() -> None:
    errors = errors_of('{"samenwijk-color-primary": "#777777"}')
    assert "Knoppen: #ffffff" in errors
    assert "4,47" in errors


def test_dark_colours_are_compared_with_the_dark_theme() -> None:
    assert read_tokens('{"samenwijk-color-link": "#000080"}', "donker").errors
    assert read_tokens('{"samenwijk-color-link": "#000080"}', "licht").errors == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("#f00", "#ff0000"),
        ("rgb(100% 0% 0%)", "#ff0000"),
        ("rgb(255, 0, 0)", "#ff0000"),
        ("hsl(120 100% 25%)", "#008000"),
        ("hsl(-120deg, 100%, 50%)", "#0000ff"),
        ("oklch(0.628 0.2577 29.23)", "#ff0000"),
        ("oklch(100% 0 0)", "#ffffff"),
        ("rebeccapurple", "#663399"),
    ],
)
def test_every_notation_means_the_colour_that_a_browser_shows(written: str, meant: str) -> None:
    colour = parse_colour(written)
    assert colour is not None
    assert colour.hex() == meant


def test_black_on_white_is_the_most_that_there_is() -> None:
    assert round(contrast(Colour(0, 0, 0), Colour(1, 1, 1)), 2) == 21
    assert contrast(Colour(0.4, 0.4, 0.4), Colour(0.4, 0.4, 0.4)) == 1


def test_one_clash_is_told_once_however_many_parts_it_touches() -> None:
    text = json.dumps({"utrecht.button.primary-action.background-color": "#ffc833"})
    errors = read_tokens(text, "licht").errors
    assert sum("#ffffff" in error and "op #ffc833" in error for error in errors) == 1
