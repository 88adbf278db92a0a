"""The questions by which a municipality judges ideas, with what it found of one."""

from typing import Any

from django.db import transaction
from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from wagtail.models import Site

from ideeen.models import Criterium, Idee
from wijkpaginas.services import register_beginning

# The question, what is looked at, and whether the neighbours answer it.
DEFAULTS = (
    (
        gettext_noop("Kan het op deze plek?"),
        gettext_noop("Is er genoeg ruimte, is het veilig en mag het volgens de regels?"),
        False,
    ),
    (
        gettext_noop("Is de grond van de gemeente?"),
        gettext_noop("Op grond van anderen beslist de eigenaar."),
        False,
    ),
    (
        gettext_noop("Zijn de buren gevraagd?"),
        gettext_noop("Wat vinden de mensen die er vlakbij wonen?"),
        True,
    ),
    (
        gettext_noop("Is er geld voor?"),
        gettext_noop("Wat kost het om te maken, en wie betaalt dat?"),
        False,
    ),
    (
        gettext_noop("Is duidelijk wie het onderhoudt?"),
        gettext_noop("Iemand moet ervoor blijven zorgen, ook over een paar jaar."),
        False,
    ),
)


@register_beginning
@transaction.atomic
def add_default_criteria(site: Site) -> int:
    """Give a municipality that has no criteria the usual ones; return how many were made."""
    if Criterium.objects.for_site(site).exists():
        return 0
    for place, (naam, uitleg, vraagt_buren) in enumerate(DEFAULTS, 1):
        Criterium.objects.create(
            site=site,
            naam=_(naam),
            uitleg=_(uitleg),
            vraagt_buren=vraagt_buren,
            volgorde=place * 10,
        )
    return len(DEFAULTS)


def criteria_of(idee: Idee) -> QuerySet[Any]:
    """Return the criteria that are asked of an idea, or once were, in one query.

    Each has `waarde`, `toelichting` and `beoordeeld_op`: None as long as nothing was noted.
    """
    return (
        Criterium.objects.filter(site_id=idee.site_id)
        .annotate(eigen=FilteredRelation("uitkomsten", condition=Q(uitkomsten__idee=idee.pk)))
        .filter(Q(in_gebruik=True) | Q(eigen__isnull=False))
        .annotate(
            waarde=F("eigen__waarde"),
            toelichting=F("eigen__toelichting"),
            beoordeeld_op=F("eigen__at"),
        )
    )
