"""Who judges the ideas of a neighbourhood, and which ideas somebody judges."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from bewoners.models import User
from core.roles import REGISSEUR
from deelname.people import people_with_role
from deelname.permissions import wijken_for
from ideeen.models import Idee
from ideeen.querysets import IdeeQuerySet
from ideeen.workflow import LISTED, Stadium


def judges_of(wijk: Page) -> QuerySet[User]:
    """Return who has the role for a neighbourhood, and can log in."""
    return people_with_role(REGISSEUR, wijk)


def is_judge(user: Any) -> bool:
    """Say whether somebody judges the ideas of any neighbourhood."""
    return bool(wijken_for(user, REGISSEUR).exists())


def ideas_judged_by(user: Any) -> IdeeQuerySet:
    """Return the ideas that somebody judges, will judge or has judged."""
    found: IdeeQuerySet = Idee.objects.filter(
        wijk__in=wijken_for(user, REGISSEUR).order_by().values("pk"), stadium__in=LISTED
    )
    return found


def to_be_judged_by(user: Any) -> IdeeQuerySet:
    """Return what waits for somebody's judgement: what was promised first comes first."""
    found = ideas_judged_by(user).filter(stadium=Stadium.BEOORDELING)
    return found.order_by("beloofd_op", "stadium_sinds", "pk")
