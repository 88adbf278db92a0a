"""What the table of ideas never holds, and by what it is looked through."""

from django.db import models
from django.db.models import F, Q

from ideeen.workflow import LISTED, Stadium

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(lat__isnull=True, lon__isnull=True, cel__isnull=True)
        | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180, cel__isnull=False),
        name="ideeen_point_whole",
    ),
    models.CheckConstraint(condition=Q(stadium__in=Stadium.values), name="ideeen_stadium_known"),
    models.CheckConstraint(
        condition=Q(steun_wijk_aantal__lte=F("steun_aantal")), name="ideeen_support_adds_up"
    ),
    models.CheckConstraint(
        condition=~Q(stadium=Stadium.SAMENGEVOEGD) | Q(samengevoegd_met__isnull=False),
        name="ideeen_merged_with",
    ),
]
INDEXES = [
    *(
        models.Index(
            fields=[scope, order, "-id"],
            name=f"ideeen_{scope}_{name}",
            condition=Q(stadium__in=LISTED),
        )
        for scope in ("site", "wijk")
        for name, order in (
            ("new", "-geplaatst_op"),
            ("support", "-steun_aantal"),
            ("answer", "-beantwoord_op"),
        )
    ),
    *(
        models.Index(
            fields=["site", sort, "-geplaatst_op", "-id"],
            name=f"ideeen_site_{sort}",
            condition=Q(stadium__in=LISTED),
        )
        for sort in ("thema", "stadium")
    ),
    models.Index(fields=["site", "cel"], name="ideeen_cel", condition=Q(stadium__in=LISTED)),
    # The queue of the moderators, and what is overdue.
    models.Index(fields=["wijk", "stadium", "stadium_sinds"], name="ideeen_queue"),
    *(
        models.Index(fields=["wijk", order], name=f"ideeen_waits_{name}", condition=waits)
        for name, order, waits in (
            ("look", "stadium_sinds", Q(na_te_kijken=True)),
            ("quarantine", "created_at", Q(quarantaine=True)),
            (
                "objection",
                "bezwaar_op",
                Q(bezwaar_op__isnull=False, bezwaar_beoordeeld_op=None),
            ),
            ("change", "stadium_sinds", Q(has_unpublished_changes=True)),
        )
    ),
    models.Index(fields=["indiener", "-created_at"], name="ideeen_sender"),
]
