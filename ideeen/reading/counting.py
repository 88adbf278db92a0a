"""Keeps the numbers of ideas, on maps and above lists, in the transaction of each change."""

from collections.abc import Iterator
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from core.publication import site_changed
from ideeen.models import Idee, Stap
from ideeen.reading.filters import LAYER
from ideeen.signals import place_changed, stage_changed
from ideeen.workflow import LISTED
from kaart.tallies import Layer, Placed, count, register_layer

COLUMNS = ("site_id", "wijk_id", "stadium", "thema_id", "lat", "lon")
# What of these changes when an idea is moved.
PLACE = ("wijk_id", "thema_id", "lat", "lon")


def _everything() -> Iterator[Placed]:
    """Return all ideas that stand in lists; whose neighbourhood is closed is asked when reading."""
    rows = Idee.objects.filter(stadium__in=LISTED).values_list(*COLUMNS)
    return (Placed(*row) for row in rows.order_by("pk").iterator())


register_layer(Layer(LAYER, _everything))


def _placed(idee: Idee, **other: Any) -> list[Placed]:
    """Return an idea as the cells know it, perhaps with other values; nothing when not listed."""
    values = {name: getattr(idee, name) for name in COLUMNS} | other
    return [Placed(**values)] if values["stadium"] in LISTED else []


@receiver(stage_changed)
def count_stage(idee: Idee, stap: Stap, **kwargs: Any) -> None:
    """Move an idea from one stage to the other."""
    count(LAYER, gone=_placed(idee, stadium=stap.van), come=_placed(idee))


@receiver(place_changed)
def count_place(idee: Idee, before: dict[str, Any], **kwargs: Any) -> None:
    """Move an idea to where it is now, in place, neighbourhood and subject."""
    old = {name: before[name] for name in PLACE}
    if gone := _placed(idee, **old):
        # The row of the edition is locked before those of the cells, as when a stage changes.
        site_changed(idee.site_id)
        count(LAYER, gone=gone, come=_placed(idee))


@receiver(post_save, sender=Idee)
def count_new(instance: Idee, *, created: bool, **kwargs: Any) -> None:
    """Count an idea that is listed from its begin, as one that comes from an older system."""
    if created and instance.is_listed:
        site_changed(instance.site_id)
        count(LAYER, come=_placed(instance))


@receiver(post_delete, sender=Idee)
def count_deleted(instance: Idee, **kwargs: Any) -> None:
    if instance.is_listed:
        site_changed(instance.site_id)
        count(LAYER, gone=_placed(instance))
