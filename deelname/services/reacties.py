"""Writing comments, changing and deleting them: with the counter of what they are about."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from core.publication import site_changed
from core.roles import badges
from deelname.models import Foto, Gebeurtenis, Onderwerp, Reactie
from deelname.models.reactie import EVENT
from deelname.photos.keeping import attach, kept_for
from deelname.services.gebeurtenissen import record_event
from deelname.signals import comment_changed, comment_placed
from deelname.spam.scoring import holds_links, suspicion_of_text
from deelname.subjects import lock
from deelname.suspicion import is_newcomer

CHANGED = "reactie_aangepast"
# How long the writer may still change the words.
EDITABLE = timedelta(minutes=30)
# Of one person: more is no conversation.
MOST_PER_HOUR = 15
MOST_PHOTOS = 3
Stand = Reactie.Stand


@transaction.atomic
def write_comment(
    onderwerp: Onderwerp,
    user: User,
    tekst: str,
    *,
    inzending: UUID,
    parent: Reactie | None = None,
) -> Reactie:
    """Add a comment, or an answer to one, once for each `inzending`; return it.

    It may wait for a moderator first. Raises ValidationError when it can't be written (any more).
    """
    locked = lock(onderwerp)
    known = Reactie.objects.filter(inzending=inzending).first()
    if known:
        if known.user_id != user.pk:
            raise ValidationError(_("Dit formulier is al gebruikt. Begin opnieuw."))
        return known
    _refuse_when_closed(locked)
    if parent:
        _refuse_as_parent(locked, parent)
    _refuse_too_many(user)
    role = badges([user.pk], locked.wijk).get(user.pk)
    reactie = Reactie.objects.create(
        onderwerp=locked,
        parent=parent,
        user=user,
        rol=role.action if role else "",
        tekst=tekst,
        stand=Stand.GEPLAATST if role else _first_stand(user, _shown(tekst, inzending)),
        inzending=inzending,
    )
    attach(inzending, reactie, room=MOST_PHOTOS)
    if reactie.stand == Stand.GEPLAATST:
        _appears(locked, reactie)
    return reactie


@transaction.atomic
def set_stand(reactie: Reactie, stand: str) -> Reactie:
    """Place, hide or hold a comment, as a moderator does; return it as it is now."""
    onderwerp, locked = lock_both(reactie)
    _change_stand(onderwerp, locked, stand)
    reactie.stand = locked.stand
    return locked


@transaction.atomic
def edit_comment(reactie: Reactie, user: User, tekst: str, *, tell: bool = False) -> Reactie:
    """Change one's own words, shortly after writing them.

    The municipality may do so later too: then everybody sees what was changed, and with `tell`
    those who follow it are mailed.
    """
    onderwerp, locked = lock_both(reactie)
    if not may_edit(locked, user):
        raise PermissionDenied
    if locked.tekst == tekst:
        return locked
    before, locked.tekst, locked.edited_at = locked.tekst, tekst, timezone.now()
    locked.save(update_fields=["tekst", "edited_at"])
    site_changed(onderwerp.site_id)
    if locked.stand == Stand.GEPLAATST and not locked.rol:
        _change_stand(onderwerp, locked, _first_stand(user, tekst))
    if locked.stand == Stand.GEPLAATST and locked.rol and (tell or not _is_recent(locked)):
        _note_change(onderwerp, locked, before, tell=tell)
    return locked


def _note_change(onderwerp: Any, reactie: Reactie, before: str, *, tell: bool) -> None:
    words = {"was": {"reactie": before}, "wordt": {"reactie": reactie.tekst}}
    event = record_event(onderwerp, CHANGED, public=True, reactie=reactie.pk, **words)
    if tell:
        comment_changed.send(Reactie, reactie=reactie, onderwerp=onderwerp, gebeurtenis=event)


@transaction.atomic
def delete_comment(reactie: Reactie, user: User) -> None:
    """Take one's own comment away: its words and photos go, its place stays for its answers."""
    onderwerp, locked = lock_both(reactie)
    if locked.user_id is None or locked.user_id != user.pk:
        raise PermissionDenied
    empty_comment(onderwerp, locked)


def empty_comment(onderwerp: Any, reactie: Reactie) -> None:
    """Do so for a locked comment, whoever asks for it."""
    _change_stand(onderwerp, reactie, Stand.VERWIJDERD)
    Reactie.objects.filter(pk=reactie.pk).update(tekst="", bezwaar="", edited_at=None)
    Foto.objects.about(reactie).delete()
    # Nor does the history hold any of its words.
    events_of(onderwerp, reactie).filter(soort=CHANGED).delete()
    site_changed(onderwerp.site_id)


def may_edit(reactie: Reactie, user: Any) -> bool:
    """Say whether somebody may still change a comment; for the municipality that does not end."""
    return (
        may_delete(reactie, user)
        and reactie.stand in {Stand.GEPLAATST, Stand.WACHT}
        and (_is_recent(reactie) or _speaks_for_municipality(reactie, user))
    )


def _is_recent(reactie: Reactie) -> bool:
    return timezone.now() - reactie.created_at < EDITABLE


def _speaks_for_municipality(reactie: Reactie, user: Any) -> bool:
    """Say whether somebody wrote it in a role, and has that role there still."""
    if not reactie.rol:
        return False
    onderwerp: Any = reactie.onderwerp
    role = badges([user.pk], onderwerp.wijk).get(user.pk)
    return role is not None and role.action == reactie.rol


def may_delete(reactie: Reactie, user: Any) -> bool:
    own = user.is_authenticated and reactie.user_id == user.pk
    return own and reactie.stand != Stand.VERWIJDERD


def lock_both(reactie: Reactie) -> tuple[Any, Reactie]:
    """Lock what it is about, and then the comment: always in this order."""
    onderwerp: Any = reactie.onderwerp
    return lock(onderwerp), Reactie.objects.select_for_update(of=("self",)).get(pk=reactie.pk)


def _change_stand(onderwerp: Any, reactie: Reactie, stand: str) -> None:
    before = reactie.stand
    if before == stand:
        return
    if before == Stand.VERWIJDERD:
        raise ValidationError(_("Deze reactie is verwijderd."))
    reactie.stand, reactie.stand_sinds = Stand(stand), timezone.now()
    reactie.save(update_fields=["stand", "stand_sinds"])
    if stand == Stand.GEPLAATST:
        _appears(onderwerp, reactie)
    elif before == Stand.GEPLAATST:
        _disappears(onderwerp, reactie)


def _appears(onderwerp: Any, reactie: Reactie) -> None:
    _count(onderwerp, 1)
    stood_before = events_of(onderwerp, reactie).filter(soort=EVENT).exists()
    record_event(onderwerp, EVENT, public=True, reactie=reactie.pk, rol=reactie.rol)
    site_changed(onderwerp.site_id)
    if not stood_before:
        comment_placed.send(Reactie, reactie=reactie, onderwerp=onderwerp)


def _disappears(onderwerp: Any, reactie: Reactie) -> None:
    _count(onderwerp, -1)
    # For good: showing the thing again after it was hidden shows no comment that is gone.
    events_of(onderwerp, reactie).update(is_public=False, public_since=None)
    site_changed(onderwerp.site_id)


def events_of(onderwerp: Any, reactie: Reactie) -> Any:
    """Return what happened to a comment."""
    events = Gebeurtenis.objects.about(onderwerp).filter(soort__in=[EVENT, CHANGED])
    return events.filter(data__reactie=reactie.pk)


def _count(onderwerp: Any, step: int) -> None:
    onderwerp.reactie_aantal += step
    rows = type(onderwerp)._default_manager.filter(pk=onderwerp.pk)
    rows.update(reactie_aantal=F("reactie_aantal") + step)


def _refuse_when_closed(onderwerp: Any) -> None:
    if not onderwerp.takes_comments:
        raise ValidationError(_("Reageren kan hier niet meer."))


def _refuse_as_parent(onderwerp: Any, parent: Reactie) -> None:
    same = Reactie.objects.about(onderwerp).filter(pk=parent.pk, parent=None, stand=Stand.GEPLAATST)
    if not same.exists():
        raise ValidationError(_("Op deze reactie kunt u geen antwoord meer geven."))


def _shown(tekst: str, inzending: UUID) -> str:
    """Return all that people will read: the words below photos too."""
    return "\n".join([tekst, *(photo.alt for photo in kept_for(inzending))])


def _first_stand(user: User, tekst: str) -> str:
    """Hold what looks like advertising, and links of somebody new; all else is placed at once."""
    doubtful = holds_links(tekst) or suspicion_of_text(tekst).asks_puzzle
    return Stand.WACHT if doubtful and is_newcomer(user) else Stand.GEPLAATST


def _refuse_too_many(user: User) -> None:
    since = timezone.now() - timedelta(hours=1)
    if Reactie.objects.filter(user=user, created_at__gte=since).count() >= MOST_PER_HOUR:
        raise ValidationError(
            _("U hebt het afgelopen uur al veel reacties geschreven. Wacht even met de volgende.")
        )
