"""The words of an idea and beside it: a version that waits, a correction, a reply in public."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bewoners.models import User
from core.publication import site_changed
from deelname.models import Reactie, Volging
from deelname.services.reacties import write_comment
from deelname.subjects import lock
from ideeen.models import Idee
from ideeen.services.acting import UNTOUCHABLE, fingerprint, lock_as_seen, note, role_for
from ideeen.services.berichten import mail_sender
from ideeen.services.versions import discard_version, publish_version
from ideeen.workflow import Rol


@transaction.atomic
def reply(idee: Idee, door: User, tekst: str, inzending: UUID) -> None:
    """Answer in public, in the role that somebody has; the sender hears of it once."""
    locked: Idee = lock(idee)
    role_for(door, locked)
    is_new = not Reactie.objects.filter(inzending=inzending).exists()
    reactie = write_comment(idee, door, tekst, inzending=inzending)
    if is_new:
        note(locked, "gereageerd", door, reactie=reactie.pk)
    follows = idee.indiener and Volging.objects.about(idee).filter(user=idee.indiener).exists()
    if not follows and idee.indiener_id != door.pk:
        # Who follows an idea, as its sender does from the start, is told of every reply.
        mail_sender(
            idee,
            f"reactie-{reactie.pk}",
            _("De gemeente reageert op uw idee"),
            _("De gemeente schreef een reactie bij uw idee ‘%(titel)s’:") % {"titel": idee.titel},
            tekst,
        )


@transaction.atomic
def approve_version(idee: Idee, door: User, *, seen: str = "") -> None:
    """Let the change that a sender proposed take the place of what the public knows."""
    locked = lock_as_seen(idee, seen)
    role_for(door, locked, Rol.MODERATOR)
    _refuse_without_version(locked)
    publish_version(idee)
    note(locked, "wijziging_goedgekeurd", door)
    mail_sender(
        locked,
        f"wijziging-{locked.latest_revision_id}-goed",
        _("Uw wijziging staat op de site"),
        _("U wijzigde uw idee ‘%(titel)s’. De wijziging is goedgekeurd.") % {"titel": idee.titel},
    )


@transaction.atomic
def refuse_version(idee: Idee, door: User, toelichting: str, *, seen: str = "") -> None:
    """Leave an idea as the public knows it, and tell the sender why."""
    locked = lock_as_seen(idee, seen)
    role_for(door, locked, Rol.MODERATOR)
    _refuse_without_version(locked)
    discard_version(idee)
    note(locked, "wijziging_afgewezen", door, toelichting=toelichting)
    mail_sender(
        locked,
        f"wijziging-{locked.latest_revision_id}-af",
        _("Uw wijziging is niet overgenomen"),
        _("U wilde uw idee ‘%(titel)s’ wijzigen. Het idee blijft zoals het was.")
        % {"titel": locked.titel},
        toelichting,
    )


def _refuse_without_version(idee: Idee) -> None:
    if not idee.has_unpublished_changes:
        raise ValidationError(_("Er is geen wijziging (meer) om te beoordelen."))


@transaction.atomic
def correct(  # noqa: PLR0913  # a correction has these parts
    idee: Idee, door: User, *, titel: str, tekst: str, noot: str, seen: str = ""
) -> None:
    """Mend the words of a sender, with a note that everybody sees."""
    locked = lock_as_seen(idee, seen)
    role_for(door, locked, Rol.MODERATOR)
    if locked.stadium in UNTOUCHABLE:
        raise ValidationError(_("Dit idee kan niet (meer) worden aangepast."))
    before = {"titel": locked.titel, "tekst": locked.tekst}
    changed = {"titel": titel, "tekst": tekst, "redactie_noot": noot}
    for name, value in changed.items():
        setattr(locked, name, value)
        setattr(idee, name, value)
    locked.save(update_fields=list(changed))
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "verbeterd", door, voor=before, na={"titel": titel, "tekst": tekst}, noot=noot)
    mail_sender(
        locked,
        f"verbeterd-{fingerprint(locked)}",
        _("Wij hebben iets verbeterd in uw idee"),
        _("In uw idee ‘%(titel)s’ is iets verbeterd. Iedereen ziet deze opmerking erbij:")
        % {"titel": titel},
        noot,
    )
