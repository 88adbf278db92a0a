"""Who may see the pictures of residents."""

from django.http import HttpRequest

from bewoners.models import User
from bewoners.portraits import FOLDER
from core.media import EVERYBODY_FOR_NOW, NOBODY, register_media_folder


def portrait_audience(request: HttpRequest, path: str) -> str:
    """Show a picture to everybody, as long as an open account has it."""
    shown = User.objects.filter(foto=path, is_active=True).exists()
    return EVERYBODY_FOR_NOW if shown else NOBODY


register_media_folder(FOLDER, portrait_audience)
