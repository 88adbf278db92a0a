"""What a sender changes of an idea: at once, or as a version that waits for a moderator.

A published idea keeps what the public knows until the change is approved. The version that waits is
a Wagtail revision with what senders write; photos that come or go with it are marked as such.
"""

import uuid
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from bewoners.models import User
from core.publication import site_changed
from deelname.models import Foto
from deelname.services.gebeurtenissen import record_event
from deelname.spam.scoring import holds_links
from deelname.subjects import lock
from ideeen.models import Idee, Stap
from ideeen.permissions import roles_for
from ideeen.services.version_photos import (
    ALTS,
    alt_changes,
    change_photos,
    describe,
    photo_changes,
    photo_names,
    waiting_alts,
)
from ideeen.signals import place_changed, stage_changed
from ideeen.versions_diff import EVENT, Change, as_data, compare, readable
from ideeen.workflow import EDITABLE, PUBLIC, Rol, Stadium
from wijkpaginas.models import WijkPage

# So much of a text stays as it was when only a mistake is mended.
SMALL = 0.85
SMALL_FIELDS = {"titel", "tekst", ALTS}
PLACE = ("thema_id", "lat", "lon", "cel", "wijk_id")


class Outcome(Enum):
    """What became of a change."""

    UNCHANGED = "unchanged"
    SAVED = "saved"
    WAITS = "waits"


def latest(idee: Idee) -> Idee:
    """Return an idea as its sender last left it: with the changes that wait."""
    found: Idee = idee.get_latest_revision_as_object()
    return found


def pending_changes(idee: Idee) -> list[Change]:
    """Return what a version that waits would change, photos included."""
    if not idee.has_unpublished_changes:
        return []
    return [
        *compare(readable(idee), readable(latest(idee))),
        *photo_changes(idee),
        *alt_changes(idee, waiting_alts(idee)),
    ]


@transaction.atomic
def propose(  # noqa: PLR0913  # a change has these parts
    idee: Idee,
    values: dict[str, Any],
    user: User,
    *,
    wijk: WijkPage | None = None,
    inzending: uuid.UUID | None = None,
    without: Collection[int] = (),
    alts: Mapping[int, str] | None = None,
) -> Outcome:
    """Change what an idea says, for its sender; `values` are by the names of `Idee.CONTENT`.

    `inzending` is of the form whose photos come with it, `without` has the numbers of photos that
    go, and `alts` says what is on those that stay. Raises PermissionDenied for anybody else,
    ValidationError where it can't be changed any more or a published one would go to another
    neighbourhood.
    """
    locked: Idee = lock(idee)
    if Rol.AFZENDER not in roles_for(user, locked):
        raise PermissionDenied
    if locked.stadium not in EDITABLE:
        raise ValidationError(_("Dit idee kunt u niet meer wijzigen."))
    is_public = locked.stadium in PUBLIC
    moves = wijk is not None and wijk.pk != locked.wijk_id
    if is_public and moves:
        raise ValidationError(
            _("Deze plek ligt in een andere wijk. Vraag de wijkmanager om uw idee te verplaatsen.")
        )
    before = readable(locked)
    changed = _with(locked, values)
    described = {pk: alt for pk, alt in (alts or {}).items() if pk not in without}
    differs = compare(before, readable(changed)) + alt_changes(locked, described)
    names = photo_names(locked)
    photos = change_photos(locked, inzending, without, waits=is_public)
    if not is_public:
        # Those of a published one wait beside the version, and are told with it.
        differs += compare(names, photo_names(locked))
    # Nobody saw those that wait: they need no version to be described anew.
    photos = describe(locked, described, stand=Foto.Stand.NIEUW) or photos
    if not (differs or photos or moves):
        return _keep_as_it_is(locked)
    if is_public and not _goes_at_once(locked, differs, photos=photos):
        _note_version(locked, values, user, described)
        return Outcome.WAITS
    describe(locked, described)
    _write(locked, values, wijk if moves else None)
    record_event(locked, EVENT, public=_is_talked_about(locked), **as_data(differs))
    return Outcome.SAVED


def _with(idee: Idee, values: dict[str, Any]) -> Idee:
    """Return a copy with other content."""
    copy = Idee.objects.get(pk=idee.pk)
    for name, value in values.items():
        setattr(copy, name, value)
    return copy


def _is_talked_about(idee: Idee) -> bool:
    """Say whether people supported or discussed an idea as it is: they see what changes of it."""
    return bool(idee.steun_aantal or idee.reactie_aantal)


def _goes_at_once(idee: Idee, changes: list[Change], *, photos: bool) -> bool:
    """Say whether a change mends a mistake in an idea that nobody supports or discusses yet."""
    if photos or _is_talked_about(idee) or idee.has_unpublished_changes:
        return False
    return all(
        change.field in SMALL_FIELDS
        and holds_links(change.before) >= holds_links(change.after)
        and SequenceMatcher(None, change.before, change.after, autojunk=False).ratio() >= SMALL
        for change in changes
    )


def _keep_as_it_is(idee: Idee) -> Outcome:
    """Take back a version that waits, when its sender typed what stands there already."""
    if idee.has_unpublished_changes and not photo_changes(idee):
        _drop(idee)
    return Outcome.UNCHANGED


def _write(idee: Idee, values: dict[str, Any], wijk: WijkPage | None = None) -> None:
    """Give a locked idea other content, and tell who keeps count of where it is."""
    before = {name: getattr(idee, name) for name in PLACE}
    for name, value in values.items():
        setattr(idee, name, value)
    fields = list(values)
    if wijk is not None:
        idee.wijk = wijk
        fields.append("wijk")
    idee.save(update_fields=fields)
    if any(getattr(idee, name) != value for name, value in before.items()):
        place_changed.send(Idee, idee=idee, before=before)
    if idee.is_public:
        site_changed(idee.site_id)


def _note_version(idee: Idee, values: dict[str, Any], user: User, alts: Mapping[int, str]) -> None:
    """Keep a version that waits: only what senders write, with foreign keys by number."""
    kind = idee.get_base_content_type()
    plain = {name: getattr(value, "pk", value) for name, value in values.items()}
    version = Revision(
        content_type=kind,
        base_content_type=kind,
        object_id=str(idee.pk),
        object_str=str(values["titel"]),
        created_at=timezone.now(),
        user=user,
        content={"pk": idee.pk} | plain | {ALTS: {str(pk): alt for pk, alt in alts.items()}},
    )
    Revision.objects.bulk_create([version])
    idee.latest_revision, idee.has_unpublished_changes = version, True
    idee.save(update_fields=["latest_revision", "has_unpublished_changes"])


@transaction.atomic
def publish_version(idee: Idee) -> list[Change]:
    """Make the version that waits the public one; return what changed.

    Whether somebody may do so is asked by the caller. Once people support an idea, the public sees
    what was changed.
    """
    locked: Idee = lock(idee)
    if not locked.has_unpublished_changes:
        return []
    changes = pending_changes(locked)
    version = latest(locked)
    values = {name: getattr(version, name) for name in Idee.CONTENT}
    own = Foto.objects.about(locked)
    describe(locked, waiting_alts(locked))
    for photo in own.filter(stand=Foto.Stand.VERVALT):
        photo.delete()
    own.filter(stand=Foto.Stand.NIEUW).update(stand=Foto.Stand.GEPLAATST)
    _write(locked, values)
    locked.live_revision, locked.has_unpublished_changes = locked.latest_revision, False
    locked.last_published_at = timezone.now()
    locked.save(update_fields=["live_revision", "has_unpublished_changes", "last_published_at"])
    record_event(locked, EVENT, public=_is_talked_about(locked), **as_data(changes))
    _bring_up_to_date(idee, locked)
    return changes


@receiver(stage_changed, dispatch_uid="ideeen.versions")
def check_the_newest(idee: Idee, stap: Stap, **_kwargs: Any) -> None:
    """Let a moderator who checks an idea see what its sender made of it last, and nothing else."""
    if stap.naar == Stadium.MODERATIE and idee.has_unpublished_changes:
        publish_version(idee)


@transaction.atomic
def discard_version(idee: Idee) -> bool:
    """Throw away the version that waits, with its photos; say whether there was one."""
    locked: Idee = lock(idee)
    if not locked.has_unpublished_changes:
        return False
    _drop(locked)
    _bring_up_to_date(idee, locked)
    return True


def _drop(idee: Idee) -> None:
    own = Foto.objects.about(idee)
    for photo in own.filter(stand=Foto.Stand.NIEUW):
        photo.delete()
    own.filter(stand=Foto.Stand.VERVALT).update(stand=Foto.Stand.GEPLAATST)
    idee.latest_revision, idee.has_unpublished_changes = idee.live_revision, False
    idee.save(update_fields=["latest_revision", "has_unpublished_changes"])


def _bring_up_to_date(idee: Idee, locked: Idee) -> None:
    for name in (*Idee.CONTENT, "latest_revision", "live_revision", "has_unpublished_changes"):
        setattr(idee, name, getattr(locked, name))
