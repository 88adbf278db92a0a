"""The objection of a sender whose idea was hidden or not placed: once."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bewoners.models import User
from deelname.subjects import lock
from ideeen.models import Idee
from ideeen.services.acting import note, role_for
from ideeen.services.berichten import mail_sender
from ideeen.workflow import Rol, Stadium

OPEN_TO_OBJECTION = (Stadium.VERBORGEN, Stadium.AFGEWEZEN)


def may_object(idee: Idee) -> bool:
    """Say whether its sender may object to what was decided."""
    return idee.stadium in OPEN_TO_OBJECTION and idee.bezwaar_op is None


@transaction.atomic
def make_objection(idee: Idee, user: User, tekst: str) -> None:
    """Put the objection of the sender in the queue of the moderators."""
    locked: Idee = lock(idee)
    if locked.indiener_id != user.pk:
        raise PermissionDenied
    if not may_object(locked):
        raise ValidationError(_("U hebt al bezwaar gemaakt, of dat kan nu niet meer."))
    locked.bezwaar, locked.bezwaar_op = tekst, timezone.now()
    locked.save(update_fields=["bezwaar", "bezwaar_op"])


@transaction.atomic
def refuse(idee: Idee, door: User, toelichting: str) -> None:
    """Leave it as it is, and tell the sender why. Putting it back grants an objection."""
    locked: Idee = lock(idee)
    role_for(door, locked, Rol.MODERATOR)
    if not locked.has_open_objection:
        raise ValidationError(_("Dit bezwaar is intussen al beoordeeld."))
    locked.bezwaar_beoordeeld_op = idee.bezwaar_beoordeeld_op = timezone.now()
    locked.save(update_fields=["bezwaar_beoordeeld_op"])
    note(locked, "bezwaar_afgewezen", door, toelichting=toelichting)
    mail_sender(
        locked,
        "bezwaar-afgewezen",
        _("Uw bezwaar is beoordeeld"),
        _("U maakte bezwaar omdat uw idee ‘%(titel)s’ niet op de site staat. Het blijft zo.")
        % {"titel": locked.titel},
        toelichting,
    )
