"""Writing areas as rows: only what is new or different, all of it or nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from shapely.geometry import shape

from core.publication import all_sites_changed
from kaart.models import Gebied, Niveau

from .features import AreaRecord
from .geometry import outline_fields, union
from .selection import Track

BATCH = 500
# Seconds that a second import waits for the first one before it gives up.
LOCK_TIMEOUT = 60
COMPARED_FIELDS = (
    "naam",
    "niveau",
    "gemeentecode",
    "kerncijfers",
    "bron",
    "credit",
    "afgeleid",
    "west",
    "zuid",
    "oost",
    "noord",
    "lat",
    "lon",
    "omtrek",
)
GemeenteJaar = tuple[str, int]


@dataclass(slots=True)
class Outcome:
    """What storing did to the table. `derived` counts municipalities made from their parts."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    derived: int = 0


def store_areas(
    records: Sequence[AreaRecord],
    *,
    bron: str,
    credit: str | None,
    track: Track,
    dry_run: bool = False,
) -> Outcome:
    """Store areas, complete the municipalities they lie in and link each to what it lies in."""
    outcome = Outcome()
    touched: set[GemeenteJaar] = set()
    with transaction.atomic():
        _wait_for_other_imports()
        with_progress = iter(track(records, len(records), _("Opslaan")))
        for batch in _batches(with_progress):
            rows = [_row(record, bron, credit) for record in batch]
            touched |= _save(rows, outcome)
        gemeenten = {
            (record.gemeentecode, record.jaar): record.gemeentenaam or record.gemeentecode
            for record in records
        }
        outcome.derived = _derive_gemeenten(gemeenten, touched, bron, credit)
        _link_parents(gemeenten)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _wait_for_other_imports() -> None:
    """Let one import write at a time. SQLite does so by itself, as its transactions do."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}s'")
        cursor.execute("LOCK TABLE kaart_gebied IN SHARE ROW EXCLUSIVE MODE")


def _batches(records: Iterator[AreaRecord]) -> Iterator[list[AreaRecord]]:
    batch: list[AreaRecord] = []
    for record in records:
        batch.append(record)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _row(record: AreaRecord, bron: str, credit: str | None) -> Gebied:
    return Gebied(
        code=record.code,
        jaar=record.jaar,
        naam=record.naam,
        niveau=record.niveau,
        gemeentecode=record.gemeentecode,
        kerncijfers=record.kerncijfers,
        bron=bron,
        credit=_credit(credit, record.jaar),
        **outline_fields(record.geometry),
    )


def _credit(credit: str | None, jaar: int) -> str:
    return credit or f"Kadaster / Centraal Bureau voor de Statistiek, {jaar}"


def _save(rows: Iterable[Gebied], outcome: Outcome) -> set[GemeenteJaar]:
    """Insert and update rows; return the municipalities in which something changed."""
    wanted = {(row.code, row.jaar): row for row in rows}
    existing = _existing(wanted)
    new = [row for key, row in wanted.items() if key not in existing]
    changed = [
        row for key, row in wanted.items() if key in existing and not _is_equal(row, existing[key])
    ]
    now = timezone.now()
    for row in (*new, *changed):
        row.updated_at = now
    Gebied.objects.bulk_create(new)
    if changed:
        Gebied.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["code", "jaar"],
            update_fields=[*COMPARED_FIELDS, "updated_at"],
        )
    if changed:
        # New areas are on no page yet.
        all_sites_changed()
    outcome.created += len(new)
    outcome.changed += len(changed)
    outcome.unchanged += len(existing) - len(changed)
    return {(row.gemeentecode, row.jaar) for row in (*new, *changed)}


def _existing(wanted: Collection[tuple[str, int]]) -> dict[tuple[str, int], Gebied]:
    codes = {code for code, _jaar in wanted}
    rows = {(row.code, row.jaar): row for row in Gebied.objects.filter(code__in=codes)}
    return {key: row for key, row in rows.items() if key in wanted}


def _is_equal(row: Gebied, old: Gebied) -> bool:
    return all(getattr(row, name) == getattr(old, name) for name in COMPARED_FIELDS)


def _derive_gemeenten(
    gemeenten: dict[GemeenteJaar, str],
    touched: set[GemeenteJaar],
    bron: str,
    credit: str | None,
) -> int:
    """Make the municipalities that no source gave from the union of their parts."""
    known = {
        (gemeente.code, gemeente.jaar): gemeente.afgeleid
        for gemeente in Gebied.objects.filter(
            niveau=Niveau.GEMEENTE, code__in={code for code, _jaar in gemeenten}
        ).only("code", "jaar", "afgeleid")
    }
    rows = []
    for (code, jaar), naam in gemeenten.items():
        is_new = (code, jaar) not in known
        if not is_new and not (known[code, jaar] and (code, jaar) in touched):
            continue
        rows.append(
            Gebied(
                code=code,
                jaar=jaar,
                naam=naam,
                niveau=Niveau.GEMEENTE,
                gemeentecode=code,
                bron=bron,
                credit=_credit(credit, jaar),
                afgeleid=True,
                **outline_fields(union(_part_outlines(code, jaar))),
            )
        )
    outcome = Outcome()
    _save(rows, outcome)
    return outcome.created + outcome.changed


def _part_outlines(gemeentecode: str, jaar: int) -> list[Any]:
    """Return the outlines of all wijken, or of all buurten where there are no wijken."""
    parts = Gebied.objects.filter(gemeentecode=gemeentecode, jaar=jaar).order_by("code")
    for niveau in (Niveau.WIJK, Niveau.BUURT):
        outlines = list(parts.filter(niveau=niveau).values_list("omtrek", flat=True))
        if outlines:
            return [shape(outline) for outline in outlines]
    return []


def _link_parents(gemeenten: Iterable[GemeenteJaar]) -> None:
    """Link buurten to their wijk, or to the municipality while there is no wijk; wijken to it."""
    wanted_gemeenten = set(gemeenten)
    areas = [
        area
        for area in Gebied.objects.filter(
            gemeentecode__in={code for code, _jaar in wanted_gemeenten}
        ).values_list("pk", "code", "jaar", "niveau", "gemeentecode", "parent_id", named=True)
        if (area.gemeentecode, area.jaar) in wanted_gemeenten
    ]
    ids = {(area.code, area.jaar): area.pk for area in areas}
    moves: dict[int | None, list[int]] = defaultdict(list)
    for area in areas:
        if area.niveau == Niveau.GEMEENTE:
            continue
        parent = ids.get((area.gemeentecode, area.jaar))
        if area.niveau == Niveau.BUURT:
            parent = ids.get((f"WK{area.code[2:8]}", area.jaar), parent)
        if parent != area.parent_id:
            moves[parent].append(area.pk)
    for parent, children in moves.items():
        for start in range(0, len(children), BATCH):
            Gebied.objects.filter(pk__in=children[start : start + BATCH]).update(parent=parent)
