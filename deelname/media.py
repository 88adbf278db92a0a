"""Who may see the photos that people send along."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from core.media import EVERYBODY_FOR_NOW, NOBODY, THIS_VISITOR, register_media_folder
from deelname.models import Foto, Reactie
from deelname.models.foto import FOLDER
from deelname.permissions import wijken_for
from deelname.photos.reading import SHOWN
from deelname.subjects import is_shown


def photo_audience(request: HttpRequest, path: str) -> str:
    """Show a photo to everybody as long as what it belongs to is public.

    Until then, and once it is hidden, its sender and the moderators of the neighbourhood see it.
    """
    photo = Foto.objects.filter(Q(bestand=path) | Q(klein=path)).first()
    about: Any = photo.onderwerp if photo else None
    if photo is None or about is None:
        return NOBODY
    if photo.stand in SHOWN and _is_public(about):
        return EVERYBODY_FOR_NOW
    user = request.user
    if not (user.is_authenticated and user.is_active):
        return NOBODY
    is_sender = user.pk == _sender_id(about) and photo.stand != Foto.Stand.VERBORGEN
    return THIS_VISITOR if is_sender or _judges(user, about) else NOBODY


def _is_public(about: Any) -> bool:
    """Ask the rule of the thing itself, or of what a comment is about."""
    if isinstance(about, Reactie):
        thing = about.onderwerp
        return about.stand == Reactie.Stand.GEPLAATST and thing is not None and _is_public(thing)
    return is_shown(about)


def _sender_id(about: Any) -> int | None:
    sender: int | None = about.user_id if isinstance(about, Reactie) else about.indiener_id
    return sender


def _judges(user: Any, about: Any) -> bool:
    thing = about.onderwerp if isinstance(about, Reactie) else about
    return thing is not None and wijken_for(user).filter(pk=thing.wijk_id).exists()


register_media_folder(FOLDER, photo_audience)
