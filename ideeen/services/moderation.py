"""What moderators and coordinators do with an idea, each in one transaction.

Each of these looks at the idea as it is by then, so that of two colleagues at the same time the
second is told what the first did.
"""

import hashlib
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from bewoners.models import User
from core.publication import site_changed
from deelname.models import Foto, Reden, Volging
from deelname.services.gebeurtenissen import record_event
from deelname.services.reacties import write_comment
from deelname.services.steun import count_own_again
from deelname.subjects import lock
from ideeen.models import Idee, IdeeenPage, Stap
from ideeen.permissions import roles_for
from ideeen.services.berichten import mail_sender
from ideeen.services.stadium import change_stage
from ideeen.services.versions import discard_version, publish_version
from ideeen.signals import place_changed
from ideeen.workflow import ANSWERED, LISTED, Rol, Stadium, steps_from
from wijkpaginas.models import WijkPage

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
    fotos = Foto.objects.about(idee).order_by("pk").values_list("pk", "bestand", "stand")
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
    log(instance=idee, action=f"ideeen.{action}", user=door, data=data)


@transaction.atomic
def approve(idee: Idee, door: User, *, seen: str = "") -> Stap:
    """Place an idea with its photos."""
    locked = lock_as_seen(idee, seen)
    stap = change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=door)
    Foto.objects.about(locked).filter(stand=Foto.Stand.NIEUW).update(stand=Foto.Stand.GEPLAATST)
    return stap


@transaction.atomic
def mark_seen(idee: Idee, door: User) -> None:
    """Note that a moderator looked at what went onto the site by itself."""
    locked: Idee = lock(idee)
    role_for(door, locked, Rol.MODERATOR)
    Idee.objects.filter(pk=locked.pk).update(na_te_kijken=False)
    idee.na_te_kijken = False
    note(locked, "nagekeken", door)


@transaction.atomic
def release(idee: Idee, door: User) -> None:
    """Let an idea out of quarantine: it then waits like any other."""
    locked: Idee = lock(idee)
    role_for(door, locked, Rol.MODERATOR)
    Idee.objects.filter(pk=locked.pk).update(quarantaine=False)
    idee.quarantaine = False
    note(locked, "vrijgegeven", door)


def return_to_sender(idee: Idee, door: User, toelichting: str) -> Stap:
    """Ask the sender to change something."""
    return change_stage(
        idee, Stadium.TERUGGESTUURD, rol=Rol.MODERATOR, door=door, toelichting=toelichting
    )


def reject(idee: Idee, door: User, reden: Reden | None, toelichting: str) -> Stap:
    """Not place it, with a reason."""
    return change_stage(
        idee, Stadium.AFGEWEZEN, rol=Rol.MODERATOR, door=door, reden=reden, toelichting=toelichting
    )


def hide(idee: Idee, door: User, reden: Reden | None, toelichting: str) -> Stap:
    """Take it off the site, with a reason."""
    return change_stage(
        idee, Stadium.VERBORGEN, rol=Rol.MODERATOR, door=door, reden=reden, toelichting=toelichting
    )


def take_away(idee: Idee, door: User, reden: Reden | None, toelichting: str) -> None:
    """Keep from the public what was rightly reported, wherever it stands by now."""
    possible = steps_from(idee.stadium, Rol.MODERATOR)
    if Stadium.VERBORGEN in possible:
        hide(idee, door, reden, toelichting)
    elif Stadium.AFGEWEZEN in possible:
        reject(idee, door, reden, toelichting)


def stage_before(idee: Idee) -> Stadium | None:
    """Return the stage to which what was done last is taken back; None when it can't be."""
    possible = steps_from(idee.stadium, Rol.MODERATOR)
    if idee.stadium == Stadium.GEPLAATST:
        return Stadium.MODERATIE
    if idee.stadium not in {Stadium.SAMENGEVOEGD, Stadium.AFGEWEZEN, Stadium.VERBORGEN}:
        return None
    last = Stap.objects.filter(idee=idee, naar=idee.stadium).order_by("-at", "-pk").first()
    if last and last.van in possible:
        return Stadium(last.van)
    return possible[0] if possible else None


@transaction.atomic
def take_back(idee: Idee, door: User, toelichting: str = "") -> Stap:
    """Put an idea back in the stage from which it was rejected, hidden, merged or placed."""
    locked: Idee = lock(idee)
    naar = stage_before(locked)
    if naar is None:
        raise ValidationError(_("Dit is intussen al teruggedraaid."))
    changes: dict[str, Any] = {}
    answered_on, reden = locked.beantwoord_op, None
    if locked.stadium == Stadium.SAMENGEVOEGD:
        changes["samengevoegd_met"] = None
    if locked.bezwaar_op and not locked.bezwaar_beoordeeld_op:
        changes["bezwaar_beoordeeld_op"] = timezone.now()
    if naar in ANSWERED:
        # It was answered then, in these words.
        toelichting, reden = locked.antwoord, locked.reden
    stap = change_stage(
        idee, naar, rol=Rol.MODERATOR, door=door, toelichting=toelichting, reden=reden, **changes
    )
    if naar in ANSWERED:
        Idee.objects.filter(pk=idee.pk).update(beantwoord_op=answered_on)
        idee.beantwoord_op = answered_on
    return stap


def places_for(idee: Idee) -> Any:
    """Return the other neighbourhoods of its municipality that have a page for ideas."""
    pages = IdeeenPage.objects.descendant_of(idee.site.root_page).values_list("path", flat=True)
    parents = {path[: -IdeeenPage.steplen] for path in pages}
    wijken = WijkPage.objects.filter(path__in=parents).exclude(pk=idee.wijk_id)
    return wijken.order_by("title")


@transaction.atomic
def move(idee: Idee, door: User, wijk: WijkPage, toelichting: str = "") -> None:
    """Let an idea belong to another neighbourhood of the same municipality; its pin stays."""
    locked: Idee = lock(idee)
    role_for(door, locked)
    if locked.stadium in UNTOUCHABLE or not places_for(locked).filter(pk=wijk.pk).exists():
        raise ValidationError({"wijk": _("Naar deze wijk kan het idee niet.")})
    before = locked.wijk
    place = {name: getattr(locked, name) for name in ("wijk_id", "thema_id", "lat", "lon", "cel")}
    locked.wijk = idee.wijk = wijk
    locked.save(update_fields=["wijk"])
    count_own_again(locked)
    place_changed.send(Idee, idee=locked, before=place)
    event = record_event(locked, "idee_verplaatst", public=True, van=before.pk, naar=wijk.pk)
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "verplaatst", door, van=before.title, naar=wijk.title)
    mail_sender(
        locked,
        f"verplaatst-{event.pk}",
        _("Uw idee staat nu bij %(wijk)s") % {"wijk": wijk.title},
        _("Uw idee ‘%(titel)s’ hoort bij een andere wijk: %(wijk)s. Daar wordt het verder bekeken.")
        % {"titel": locked.titel, "wijk": wijk.title},
        toelichting,
    )


@transaction.atomic
def merge(idee: Idee, door: User, ander: Idee, toelichting: str = "") -> Stap:
    """Let an idea lead on to another one, which is about the same; supporters stay where they are.

    Both are locked, always in the same order, so that two can't be merged into each other.
    """
    pair = Idee.objects.select_for_update(of=("self",)).filter(pk__in=[idee.pk, ander.pk])
    found = {row.pk: row for row in pair.order_by("pk")}
    other = found.get(ander.pk)
    if other is None or other.pk == idee.pk or other.site_id != idee.site_id:
        raise ValidationError({"ander": _("Kies een ander idee van deze gemeente.")})
    if other.stadium not in LISTED:
        raise ValidationError({"ander": _("Dat idee staat niet (meer) op de site.")})
    rol = role_for(door, found[idee.pk])
    return change_stage(
        idee,
        Stadium.SAMENGEVOEGD,
        rol=rol,
        door=door,
        toelichting=toelichting,
        samengevoegd_met=other,
    )


@transaction.atomic
def reply(idee: Idee, door: User, tekst: str, inzending: UUID) -> None:
    """Answer in public, in the role that somebody has; the sender hears of it once."""
    role_for(door, idee)
    reactie = write_comment(idee, door, tekst, inzending=inzending)
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
