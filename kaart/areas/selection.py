"""Choosing from a source: one municipality, one level, each area once."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from kaart.models import Niveau

from .errors import AreaSourceError
from .features import AreaRecord, read_feature
from .geometry import repair
from .source import Page, read_pages

# Passes items on while showing how far it is: items, how many, what is being done.
Track = Callable[[Iterable[Any], int | None, str], Iterable[Any]]


@dataclass(slots=True)
class Selection:
    """What was taken from a source, and what was met on the way."""

    records: list[AreaRecord] = field(default_factory=list)
    water: int = 0
    levels: set[Niveau] = field(default_factory=set)
    gemeenten: dict[str, str] = field(default_factory=dict)


def select_areas(
    source: str, *, gemeente: str | None, niveau: str | None, track: Track
) -> Selection:
    """Read a source and return the areas wanted, with their geometry checked and repaired."""
    selection = Selection()
    seen: set[tuple[str, int]] = set()
    pages = read_pages(source)
    first = next(pages)
    features = track(_features(first, pages), first.total, _("Lezen"))
    for number, feature in enumerate(features, start=1):
        record = read_feature(feature, number)
        if record is None:
            selection.water += 1
            continue
        if (record.code, record.jaar) in seen:
            raise AreaSourceError(
                _("Het gebied %(name)s staat meer dan één keer in de bron.")
                % {"name": f"{record.label}, {record.jaar}"}
            )
        seen.add((record.code, record.jaar))
        selection.gemeenten.setdefault(record.gemeentecode, record.gemeentenaam)
        if gemeente and not _is_of(record, gemeente):
            continue
        selection.levels.add(record.niveau)
        if niveau and record.niveau != niveau:
            continue
        selection.records.append(replace(record, geometry=repair(record.geometry, record.label)))
    _check_selection(selection, gemeente, niveau)
    return selection


def _features(first: Page, pages: Iterator[Page]) -> Iterator[Any]:
    yield from first.features
    for page in pages:
        yield from page.features


def _is_of(record: AreaRecord, gemeente: str) -> bool:
    wanted = gemeente.strip().casefold()
    return wanted in {record.gemeentecode.casefold(), record.gemeentenaam.casefold()}


def _check_selection(selection: Selection, gemeente: str | None, niveau: str | None) -> None:
    """Say what the source does have when what was asked for is not in it."""
    if not selection.gemeenten:
        raise AreaSourceError(_("De bron bevat geen gebieden."))
    if gemeente and not selection.levels:
        names = sorted({name for name in selection.gemeenten.values() if name})
        raise AreaSourceError(
            _("De gemeente ‘%(name)s’ staat niet in de bron. %(hint)s")
            % {"name": gemeente, "hint": _near_names(gemeente, names)}
        )
    if not selection.records:
        raise AreaSourceError(
            _("De bron bevat geen gebieden van het niveau %(niveau)s, wel van: %(levels)s.")
            % {
                "niveau": niveau,
                "levels": ", ".join(level for level in Niveau if level in selection.levels),
            }
        )


def _near_names(wanted: str, names: list[str]) -> str:
    by_folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(wanted.strip().casefold(), by_folded, n=3, cutoff=0.6)
    if near:
        return _("Bedoelt u: %(names)s?") % {"names": ", ".join(by_folded[name] for name in near)}
    return _("Wel bijvoorbeeld: %(names)s.") % {"names": ", ".join(names[:5])}
