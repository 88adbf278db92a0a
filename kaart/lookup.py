"""Which area a point lies in, from outlines that each process keeps in memory.

Every process looks every few seconds whether the table changed, and then reads it again: there is
no message between processes that could get lost.
"""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from django.db.models import Count, Max, Sum
from django.db.models.signals import post_delete, post_save
from shapely.geometry import shape

from .models import Gebied

# How long a change by another process may go unnoticed.
SECONDS_BETWEEN_CHECKS = 2.0
CHUNK = 500

Version = tuple[Any, ...]
Points = np.ndarray[Any, Any]


@dataclass(slots=True)
class AreaIndex:
    """The areas of one level, with a tree over their outlines."""

    ids: list[int]
    # Years of the areas: where a newer area covers an older one, the newer one is meant.
    years: list[int]
    # Prepared: whether a point lies inside does not take longer with more corners.
    outlines: np.ndarray[Any, Any]
    tree: shapely.STRtree

    def find(self, lat: float, lon: float) -> int | None:
        """Return the id of the area at a point."""
        near = self.tree.query(shapely.points(lon, lat))
        return self._best(near[shapely.intersects_xy(self.outlines[near], lon, lat)].tolist())

    def find_all(self, points: Points) -> list[int | None]:
        """Return the ids for rows of (lat, lon)."""
        lat, lon = points[:, 0], points[:, 1]
        point, near = self.tree.query(shapely.points(lon, lat))
        inside = shapely.intersects_xy(self.outlines[near], lon[point], lat[point])
        hits: dict[int, list[int]] = {}
        for number, area in zip(point[inside].tolist(), near[inside].tolist(), strict=True):
            hits.setdefault(number, []).append(area)
        return [self._best(hits.get(number, [])) for number in range(len(points))]

    def _best(self, hits: Sequence[int]) -> int | None:
        """On a border, and where outlines overlap, answer the same each time."""
        if not hits:
            return None
        best = min(hits, key=lambda hit: (-self.years[hit], self.ids[hit]))
        return self.ids[best]


@dataclass(slots=True)
class _Kept:
    """What this process knows of the table."""

    version: Version | None = None
    checked_at: float = float("-inf")
    indexes: dict[tuple[str, int | None], AreaIndex] = field(default_factory=dict)


_kept = _Kept()
_lock = threading.Lock()


def gebied_id_at(lat: float, lon: float, niveau: str, jaar: int | None = None) -> int | None:
    """Return the id of the area at a point; without a year, in each municipality's newest one."""
    return _index(niveau, jaar).find(lat, lon)


def gebied_at(lat: float, lon: float, niveau: str, jaar: int | None = None) -> Gebied | None:
    """Return the area at a point, without its outline and figures until those are asked for."""
    pk = gebied_id_at(lat, lon, niveau, jaar)
    return Gebied.objects.for_drawing().filter(pk=pk).first() if pk else None


def gebied_ids_at(
    points: Sequence[tuple[float, float]], niveau: str, jaar: int | None = None
) -> list[int | None]:
    """Return the ids of the areas at many points (lat, lon), in their order."""
    if not points:
        return []
    return _index(niveau, jaar).find_all(np.asarray(points, dtype=float))


def forget(**_kwargs: Any) -> None:
    """Look at the table again at the next question, as this process just changed it."""
    _kept.checked_at = float("-inf")


post_save.connect(forget, sender=Gebied, dispatch_uid="kaart.lookup.forget")
post_delete.connect(forget, sender=Gebied, dispatch_uid="kaart.lookup.forget")


def _index(niveau: str, jaar: int | None) -> AreaIndex:
    """Return an index that is at most a few seconds behind the table."""
    if time.monotonic() - _kept.checked_at > SECONDS_BETWEEN_CHECKS:
        with _lock:
            version = _table_version()
            if version != _kept.version:
                _kept.indexes = {}
                _kept.version = version
            _kept.checked_at = time.monotonic()
    # The same dictionary is used throughout: a change meanwhile must not fill the new one.
    indexes = _kept.indexes
    index = indexes.get((niveau, jaar))
    if index is None:
        with _lock:
            index = indexes.get((niveau, jaar))
            if index is None:
                index = indexes[niveau, jaar] = _build(niveau, jaar)
    return index


def _table_version() -> Version:
    """Change whenever a row is added, removed or saved.

    Imports write one after the other, so that a later change never carries an earlier time.
    """
    facts = Gebied.objects.aggregate(
        count=Count("pk"), last=Max("updated_at"), newest=Max("pk"), ids=Sum("pk")
    )
    return tuple(facts.values())


def _build(niveau: str, jaar: int | None) -> AreaIndex:
    areas = Gebied.objects.filter(niveau=niveau).order_by("pk")
    areas = areas.filter(jaar=jaar) if jaar else areas.latest_year()
    ids, years, outlines = [], [], []
    rows = areas.values_list("pk", "jaar", "omtrek")
    for pk, year, outline in rows.iterator(chunk_size=CHUNK):
        ids.append(pk)
        years.append(year)
        outlines.append(shape(outline))
    geometries = np.array(outlines, dtype=object)
    shapely.prepare(geometries)
    return AreaIndex(ids, years, geometries, shapely.STRtree(geometries))
