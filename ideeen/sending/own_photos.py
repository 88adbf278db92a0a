"""The photos that an idea has already, in the form with which its sender changes it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from deelname.models import Foto
from deelname.photos.forms import read_alt
from ideeen.models import Idee
from ideeen.services.version_photos import waiting_alts


@dataclass(slots=True)
class OwnPhoto:
    """A photo with what its sender says is on it, and whether it has to go."""

    foto: Foto
    alt: str
    is_gone: bool = False
    error: str = ""


def own_photos(idee: Idee) -> list[OwnPhoto]:
    """Return the photos that a sender can change, as they left them."""
    hidden = [Foto.Stand.VERBORGEN, Foto.Stand.VERVALT]
    waiting = waiting_alts(idee)
    found = Foto.objects.about(idee).exclude(stand__in=hidden)
    return [OwnPhoto(foto, waiting.get(foto.pk, foto.alt)) for foto in found]


def read_own_photos(request: HttpRequest, idee: Idee) -> list[OwnPhoto]:
    """Return the same as a form sends it; without words only what never had any."""
    rows = own_photos(idee)
    for row in rows:
        name = f"foto_alt_{row.foto.pk}"
        row.is_gone = f"foto_weg_{row.foto.pk}" in request.POST
        if name not in request.POST:
            continue
        before, row.alt = row.alt, read_alt(request, name)
        if before and not row.alt and not row.is_gone:
            row.error = _("Vul in wat er op deze foto staat.")
    return rows
