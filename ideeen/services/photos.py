"""What moderators do with the photos of an idea, each in one transaction."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from core.publication import site_changed
from deelname.models import Foto
from deelname.photos.blurring import Region, blur
from deelname.subjects import lock
from ideeen.models import Idee
from ideeen.services.acting import note
from ideeen.services.berichten import mail_sender


@transaction.atomic
def blur_photo(idee: Idee, foto: Foto, door: Any, region: Region) -> None:
    """Make a part of a photo unrecognisable, and tell its sender."""
    locked: Idee = lock(idee)
    changed = blur(foto, region)
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "foto_onherkenbaar", door, foto=foto.pk)
    mail_sender(
        locked,
        f"foto-{changed.bestand.name}",
        _("Wij hebben een foto bij uw idee aangepast"),
        _(
            "Op een foto bij uw idee ‘%(titel)s’ is iets onherkenbaar gemaakt, zoals een gezicht "
            "of een kenteken."
        )
        % {"titel": locked.titel},
    )


@transaction.atomic
def set_photo_stand(idee: Idee, foto: Foto, door: Any, stand: str) -> None:
    """Hide a photo, or show it again."""
    locked: Idee = lock(idee)
    if not Foto.objects.filter(pk=foto.pk).exclude(stand=stand).update(stand=stand):
        return
    if locked.is_public:
        site_changed(locked.site_id)
    hidden = stand == Foto.Stand.VERBORGEN
    note(locked, "foto_verborgen" if hidden else "foto_getoond", door, foto=foto.pk)
    if hidden:
        mail_sender(
            locked,
            f"foto-{foto.pk}-verborgen",
            _("Een foto bij uw idee is verborgen"),
            _("Een foto bij uw idee ‘%(titel)s’ past niet op de site. Uw idee staat er nog.")
            % {"titel": locked.titel},
        )


@transaction.atomic
def describe_photo(idee: Idee, foto: Foto, door: Any, alt: str) -> None:
    """Say what is on a photo, for who can't see it."""
    locked: Idee = lock(idee)
    changed = Foto.objects.filter(pk=foto.pk).exclude(alt=alt).update(alt=alt)
    if not changed:
        return
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "foto_beschreven", door, foto=foto.pk, voor=foto.alt, na=alt)


@transaction.atomic
def remove_photo(idee: Idee, foto: Foto, door: Any) -> None:
    """Take a photo away for good, with its files, and tell its sender."""
    locked: Idee = lock(idee)
    found = Foto.objects.filter(pk=foto.pk).first()
    if found is None:
        return
    found.delete()
    if locked.is_public:
        site_changed(locked.site_id)
    note(locked, "foto_verwijderd", door, foto=foto.pk)
    mail_sender(
        locked,
        f"foto-{foto.pk}-verwijderd",
        _("Een foto bij uw idee is verwijderd"),
        _("Een foto bij uw idee ‘%(titel)s’ past niet op de site. Wij hebben hem verwijderd.")
        % {"titel": locked.titel},
    )
