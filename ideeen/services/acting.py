"""What each action on an idea begins and ends with: who may, what they saw, and what is noted."""

import hashlib
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from bewoners.models import User
from core.audit import note_change
from deelname.models import Foto
from deelname.subjects import lock
from ideeen.models import Idee
from ideeen.permissions import roles_for
from ideeen.workflow import Rol, Stadium

JUDGES = (Rol.MODERATOR, Rol.REGISSEUR)
# What was not sent yet, or was taken back, is not the municipality's to change.
UNTOUCHABLE = (Stadium.BEVESTIGEN, Stadium.INGETROKKEN)


def role_for(user: Any, idee: Idee, *allowed: Rol) -> Rol:
    """Return in which of these roles somebody acts; PermissionDenied when in none."""
    own = roles_for(user, idee)
    for rol in allowed or JUDGES:
        if rol in own:
            return rol
    raise PermissionDenied


def fingerprint(idee: Idee) -> str:
    """Return what tells one state of what the sender wrote from another."""
    fotos = Foto.objects.about(idee).order_by("pk").values_list("pk", "bestand", "stand", "alt")
    parts = [
        idee.titel, idee.tekst, idee.adres, idee.lat, idee.lon, idee.latest_revision_id,
        list(fotos),
    ]  # fmt: skip
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def lock_as_seen(idee: Idee, seen: str) -> Idee:
    """Lock an idea; ValidationError when it is no longer what somebody looked at."""
    locked: Idee = lock(idee)
    if seen and fingerprint(locked) != seen:
        raise ValidationError(
            _("Dit idee is intussen aangepast. Lees het nog eens, en kies dan opnieuw.")
        )
    return locked


def note(idee: Idee, action: str, door: User, **data: Any) -> None:
    """Write down in the admin's log what somebody did, beside a change of stage."""
    note_change(idee, f"ideeen.{action}", door, **data)
