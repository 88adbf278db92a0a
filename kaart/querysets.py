"""Questions about areas that several apps ask."""

import re
from typing import Self

from django.db.models import Exists, OuterRef, QuerySet

GEMEENTECODE = re.compile(r"^GM\d{4}$", re.IGNORECASE)
PATHS_UP = ("", "parent__", "parent__parent__")
DRAWING_FIELDS = (
    "code",
    "jaar",
    "naam",
    "niveau",
    "gemeentecode",
    "west",
    "zuid",
    "oost",
    "noord",
    "lat",
    "lon",
    "credit",
    "updated_at",
)


class GebiedQuerySet(QuerySet):  # type: ignore[type-arg]
    """Areas by municipality and year, with or without their outlines."""

    def latest_year(self) -> Self:
        """Keep each municipality's newest year, per level: not all publish in the same year."""
        newer = self.model.objects.filter(
            gemeentecode=OuterRef("gemeentecode"),
            niveau=OuterRef("niveau"),
            jaar__gt=OuterRef("jaar"),
        )
        return self.filter(~Exists(newer))

    def of_gemeente(self, naam_or_code: str) -> Self:
        """Keep a municipality and its parts, whichever of its two names is given."""
        wanted = naam_or_code.strip()
        if GEMEENTECODE.match(wanted):
            return self.filter(gemeentecode=wanted.upper())
        codes = self.model.objects.filter(niveau="gemeente", naam__iexact=wanted)
        return self.filter(gemeentecode__in=codes.values("gemeentecode"))

    def for_drawing(self) -> Self:
        """Leave out the large columns: a drawing that is already made needs no outline."""
        return self.only(*DRAWING_FIELDS)

    def with_gemeente(self) -> Self:
        """Bring along what an area lies in, for lists that name the municipality."""
        large = [f"{path}{name}" for path in PATHS_UP for name in ("omtrek", "kerncijfers")]
        return self.select_related("parent__parent").defer(*large)
