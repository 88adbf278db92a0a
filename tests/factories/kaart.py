"""Areas on a grid: cells are buurten, rows of four are wijken, all rows together a gemeente.

They nest as real areas do, and neighbours share a border.
"""

from typing import Any

import factory
from shapely.geometry import shape

from kaart.models import Gebied, Niveau

WEST, SOUTH, CELL = 5.0, 52.0, 0.01
COLUMNS, ROWS = 4, 100


def rectangle(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """Return a GeoJSON MultiPolygon, counter-clockwise as the standard asks."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "MultiPolygon", "coordinates": [[ring]]}


def cells(column: int, row: int, columns: int = 1, rows: int = 1) -> dict[str, Any]:
    """Return the outline of some cells of the grid."""
    return rectangle(
        round(WEST + column * CELL, 7),
        round(SOUTH + row * CELL, 7),
        round(WEST + (column + columns) * CELL, 7),
        round(SOUTH + (row + rows) * CELL, 7),
    )


def middle(column: int, row: int) -> tuple[float, float]:
    """Return the middle of a cell, as (lat, lon)."""
    return (SOUTH + (row + 0.5) * CELL, WEST + (column + 0.5) * CELL)


class GebiedFactory(factory.django.DjangoModelFactory[Gebied]):
    """A wijk; `buurt` and `gemeente` are the other levels. `column` and `row` place it."""

    class Meta:
        model = Gebied

    class Params:
        column = factory.Sequence(lambda n: n % COLUMNS)
        row = factory.Sequence(lambda n: n // COLUMNS % ROWS)
        wijk = factory.Trait(niveau=Niveau.WIJK)
        buurt = factory.Trait(
            niveau=Niveau.BUURT,
            code=factory.LazyAttribute(lambda o: f"BU9999{o.row:02d}{o.column:02d}"),
            naam=factory.LazyAttribute(lambda o: f"Buurt {o.row}-{o.column}"),
            omtrek=factory.LazyAttribute(lambda o: cells(o.column, o.row)),
        )
        gemeente = factory.Trait(
            niveau=Niveau.GEMEENTE,
            code="GM9999",
            naam="Waterhage",
            omtrek=cells(0, 0, COLUMNS, ROWS),
        )

    jaar = 2024
    niveau = Niveau.WIJK
    code = factory.LazyAttribute(lambda o: f"WK9999{o.row:02d}")
    naam = factory.LazyAttribute(lambda o: f"Wijk {o.row}")
    bron = "CBS"
    credit = "Getekend voor de tests"
    kerncijfers = factory.LazyFunction(lambda: {"aantalInwoners": 2720})
    omtrek = factory.LazyAttribute(lambda o: cells(0, o.row, COLUMNS))
    west = factory.LazyAttribute(lambda o: shape(o.omtrek).bounds[0])
    zuid = factory.LazyAttribute(lambda o: shape(o.omtrek).bounds[1])
    oost = factory.LazyAttribute(lambda o: shape(o.omtrek).bounds[2])
    noord = factory.LazyAttribute(lambda o: shape(o.omtrek).bounds[3])
    lat = factory.LazyAttribute(lambda o: shape(o.omtrek).representative_point().y)
    lon = factory.LazyAttribute(lambda o: shape(o.omtrek).representative_point().x)
