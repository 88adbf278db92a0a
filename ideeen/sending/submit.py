"""An idea comes in: once, whatever a button or a connection does."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Site

from bewoners.models import User
from core.navigation import remembered
from deelname.photos import photos_of
from deelname.photos.keeping import attach
from deelname.spam.scoring import ASK, holds_links
from deelname.suspicion import PROVEN
from deelname.suspicion import is_newcomer as has_no_comments
from ideeen.models import Idee, IdeeenPage
from ideeen.services.stadium import change_stage
from ideeen.workflow import PUBLIC, Rol, Stadium
from wijkpaginas.models import WijkPage


@dataclass(frozen=True, slots=True)
class Submission:
    """What came in with a form that was right, and how much it looks like spam."""

    inzending: uuid.UUID
    wijk: WijkPage
    site: Site
    content: dict[str, Any]
    score: int = 0
    is_apart: bool = False
    # Nobody asks for photos where none came with the form.
    has_photos: bool = True


def find_sent(inzending: uuid.UUID) -> Idee | None:
    """Return what came in with this form before."""
    key = Idee.objects.filter(inzending=inzending).values_list("pk", flat=True).first()
    # Nearly always there is none: that is asked without all that an idea has.
    found: Idee | None = Idee.objects.filter(pk=key).first() if key else None
    return found


def take_in(submission: Submission, user: User | None = None) -> tuple[Idee, bool]:
    """Keep an idea with its photos, and say whether it is new: the same form makes it once.

    Of somebody who is logged in it goes to the moderators, or to the site where these look later;
    of anybody else it waits for the confirmation.
    """
    try:
        with transaction.atomic():
            idee = _create(submission)
            if user:
                hand_over(idee, user, is_new=True)
            return idee, True
    except IntegrityError:
        # The other request with this form was first; it is done by now.
        sent = find_sent(submission.inzending)
        if sent is None:
            raise
        return sent, False


def _create(submission: Submission) -> Idee:
    idee = Idee(
        inzending=submission.inzending,
        site=submission.site,
        wijk=submission.wijk,
        live=False,
        verdacht=submission.score,
        quarantaine=submission.is_apart,
        **submission.content,
    )
    # Without signals: until its first step it is counted and found nowhere.
    Idee.objects.bulk_create([idee])
    if submission.has_photos:
        attach(submission.inzending, idee)
    return idee


@transaction.atomic
def hand_over(idee: Idee, user: User, *, is_new: bool = False) -> None:
    """Give an idea that waits to its sender, and take it to the moderators, or past them.

    `is_new` is for one that was made in this transaction.
    """
    change_stage(idee, Stadium.MODERATIE, rol=Rol.SYSTEEM, is_new=is_new, indiener=user)
    if _is_placed_at_once(idee, user):
        change_stage(idee, Stadium.GEPLAATST, rol=Rol.SYSTEEM)


def _is_placed_at_once(idee: Idee, user: User) -> bool:
    if idee.quarantaine or idee.verdacht >= ASK:
        return False
    if _checks(idee.wijk) != IdeeenPage.Controle.ACHTERAF:
        return False
    alts = photos_of(idee).values_list("alt", flat=True)
    words = [idee.titel, idee.tekst, idee.adres, user.public_name, *alts]
    return not (holds_links("\n".join(words)) and is_newcomer(user))


def _checks(wijk: WijkPage) -> str:
    """Return when a neighbourhood looks at what comes in."""

    def find() -> str:
        found = IdeeenPage.objects.child_of(wijk).values_list("controle", flat=True)
        return found.first() or IdeeenPage.Controle.VOORAF

    return remembered(("checks of ideas", wijk.pk), find)


def is_newcomer(user: User) -> bool:
    """Say whether nothing of somebody has stood on the site for a day."""
    since = timezone.now() - PROVEN
    placed = Idee.objects.filter(indiener=user, stadium__in=PUBLIC, geplaatst_op__lt=since)
    return not placed.exists() and has_no_comments(user)
