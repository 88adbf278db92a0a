"""How many things lie where: counted when something changes, and never when somebody looks.

An app registers a layer, and says in the transaction of each change what went and what came.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from kaart.cells import BITS, cell_of
from kaart.models import Kaartcel

# One cell for the whole world, and from a town down to a street; those between follow from them.
WORLD = 0
LEVELS = (WORLD, 8, 10, 12, 14, 16, 18)
# Of what has no place.
NOWHERE = -1
# Parts of a degree: about a centimetre.
PARTS = 10_000_000
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A thing as the cells know it."""

    site_id: int
    wijk_id: int
    stadium: str
    thema_id: int | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of thing that is counted; `things` returns all that are counted now."""

    key: str
    things: Callable[[], Iterable[Placed]]


# Level, cell, site, neighbourhood, stage, subject: in this order rows are locked.
Cell = tuple[int, int, int, int, str, int]
# Number, sum of latitudes, sum of longitudes.
Sums = tuple[int, int, int]

_layers: dict[str, Layer] = {}


def register_layer(layer: Layer) -> Layer:
    """Make a layer known; one with the same key takes the place of the earlier one."""
    _layers[layer.key] = layer
    return layer


def unregister_layer(key: str) -> None:
    del _layers[key]


def layers() -> list[Layer]:
    return list(_layers.values())


def count(key: str, *, gone: Iterable[Placed] = (), come: Iterable[Placed] = ()) -> None:
    """Take what is gone from the cells of a layer and add what came, in one statement.

    Belongs in the transaction of the change itself.
    """
    changes = _sums([(thing, -1) for thing in gone] + [(thing, 1) for thing in come])
    rows = sorted((cell, sums) for cell, sums in changes.items() if any(sums))
    if rows:
        _add(key, rows)


def count_anew(layer: Layer) -> None:
    """Forget what was counted and count everything."""
    with transaction.atomic():
        _keep_others_out()
        Kaartcel.objects.filter(laag=layer.key).delete()
        rows = sorted(_sums((thing, 1) for thing in layer.things()).items())
        for start in range(0, len(rows), BATCH):
            Kaartcel.objects.bulk_create(
                Kaartcel(
                    laag=layer.key,
                    niveau=niveau,
                    cel=cel,
                    site_id=site,
                    wijk_id=wijk,
                    stadium=stadium,
                    thema=thema,
                    aantal=number,
                    som_lat=lat,
                    som_lon=lon,
                )
                for (niveau, cel, site, wijk, stadium, thema), (number, lat, lon) in rows[
                    start : start + BATCH
                ]
            )


def differences(layer: Layer) -> int:
    """Return how many cells of a layer do not hold what they should."""
    with transaction.atomic():
        _keep_others_out()
        right = _sums((thing, 1) for thing in layer.things())
        columns = ("niveau", "cel", "site_id", "wijk_id", "stadium", "thema")
        rows = Kaartcel.objects.filter(laag=layer.key).values_list(
            *columns, "aantal", "som_lat", "som_lon"
        )
        counted = {row[:6]: row[6:] for row in rows.iterator() if any(row[6:])}
    return len(set(right.items()) ^ set(counted.items()))


def cells_of(thing: Placed) -> Iterator[tuple[int, int]]:
    """Return level and number of each cell that something is counted in."""
    if thing.lat is None or thing.lon is None:
        yield NOWHERE, 0
        return
    smallest = cell_of(thing.lat, thing.lon)
    for level in LEVELS:
        yield level, smallest >> 2 * (BITS - level)


def _sums(changes: Iterable[tuple[Placed, int]]) -> dict[Cell, Sums]:
    found: dict[Cell, Sums] = defaultdict(lambda: (0, 0, 0))
    for thing, step in changes:
        lat, lon = (round((part or 0) * PARTS) * step for part in (thing.lat, thing.lon))
        for level, number in cells_of(thing):
            cell = (
                level,
                number,
                thing.site_id,
                thing.wijk_id,
                thing.stadium,
                thing.thema_id or 0,
            )
            before = found[cell]
            found[cell] = (before[0] + step, before[1] + lat, before[2] + lon)
    return dict(found)


def _add(key: str, rows: list[tuple[Cell, Sums]]) -> None:
    """Add to the rows that are there, and make those that are not, without a race between them."""
    table = Kaartcel._meta.db_table
    marks = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    values = [value for cell, sums in rows for value in (key, *cell, *sums)]
    counted = ", ".join(
        f"{name} = {table}.{name} + excluded.{name}" for name in ("aantal", "som_lat", "som_lon")
    )
    statement = (
        f"INSERT INTO {table}"  # noqa: S608  # names of our own table
        " (laag, niveau, cel, site_id, wijk_id, stadium, thema, aantal, som_lat, som_lon)"
        f" VALUES {marks}"
        " ON CONFLICT (laag, site_id, niveau, cel, wijk_id, stadium, thema)"
        f" DO UPDATE SET {counted}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _keep_others_out() -> None:
    """Wait for changes that are under way, and let others wait until the transaction is over.

    On SQLite a transaction that writes is alone from its begin.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Kaartcel._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
