"""Reporting something to the moderators."""

from typing import Any

from django.db import transaction
from wagtail.models import Site

from bewoners.models import User
from deelname.models import Melding, Onderwerp, Reactie
from deelname.subjects import lock

# More reports without a name tell the moderators nothing new.
MAX_ANONYMOUS = 5


@transaction.atomic
def report(  # noqa: PLR0913  # a report has these parts
    onderwerp: Onderwerp,
    *,
    site: Site,
    soort: str,
    toelichting: str = "",
    user: User | None = None,
    reactie: Reactie | None = None,
) -> Melding | None:
    """Put a report in the queue of the moderators; None when it would add nothing.

    Somebody has one open report about the same thing, and it says what they wrote last. `reactie`
    is the comment that it is about; without one it is about the thing itself.
    """
    lock(onderwerp)
    about: Any = reactie or onderwerp
    open_ones = Melding.objects.about(about).filter(stand=Melding.Stand.OPEN, user=user)
    values = {"soort": soort, "toelichting": toelichting}
    if user is None:
        if open_ones.count() >= MAX_ANONYMOUS:
            return None
    elif open_ones.update(**values):
        return None
    return Melding.objects.create(onderwerp=about, site=site, user=user, **values)
