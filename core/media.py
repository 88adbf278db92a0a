"""Serves what people uploaded: never as a page of this site, and only to who may see it."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as wagtail_serve_document
from wagtail.models import CollectionViewRestriction
from wagtail.permissions import policy_registry

from core.models import SiteImage
from core.pictures.versions import FOLDER as VERSIONS

# A file that a browser takes for a page after all can run nothing and load nothing.
MEDIA_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    # Only logos, which are written anew with nothing but shapes.
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
A_YEAR = 31_536_000

# Who may see the file at a path: everybody, everybody as long as its owner wants so, this visitor
# though not everybody, or not this visitor.
EVERYBODY, EVERYBODY_FOR_NOW = "everybody", "everybody for now"
THIS_VISITOR, NOBODY = "this visitor", "nobody"
Audience = Callable[[HttpRequest, str], str]
_audiences: dict[str, Audience] = {}


def register_media_folder(folder: str, audience: Audience) -> None:
    """Serve the files below a folder of the media; `audience` says who may see which of them.

    What no app registered is not served, such as documents, which have an address of their own.
    """
    _audiences[folder] = audience


@require_safe
def serve_media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve one uploaded file, under a name that never gets another content."""
    parts = PurePosixPath(path)
    audience = _audiences.get(parts.parts[0] if parts.parts else "")
    content_type = CONTENT_TYPES.get(parts.suffix)
    if audience is None or content_type is None or str(parts) != path or ".." in parts.parts:
        raise Http404
    if "\0" in path:  # PostgreSQL can't look for it
        raise Http404
    who = audience(request, path)
    if who == NOBODY:
        raise Http404
    # Pictures are packed already: the middleware need not try it once more.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    etag = quote_etag(path)
    response: HttpResponseBase | None = None
    if default_storage.exists(path):
        response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            response = FileResponse(default_storage.open(path), content_type=content_type)
        except (OSError, ValueError):
            raise Http404 from None
    response["ETag"] = etag
    if who == EVERYBODY:
        patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    elif who == EVERYBODY_FOR_NOW:
        # A browser asks each time whether it is still there, and no cache in between keeps it.
        patch_cache_control(response, private=True, no_cache=True)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return harden(response)


@require_safe
def serve_document(request: HttpRequest, document_id: str, filename: str) -> HttpResponseBase:
    """Serve a document as Wagtail does, which knows who may see it, and harden the answer."""
    response: HttpResponseBase = wagtail_serve_document(request, document_id, filename)
    # Anything else is a form that asks for a password, or the way to the login.
    if response.streaming or response.status_code == HTTPStatus.NOT_MODIFIED:
        patch_cache_control(response, private=True, no_cache=True)
        return harden(response)
    return response


def harden(response: HttpResponseBase) -> HttpResponseBase:
    """Set the headers that make an uploaded file harmless."""
    for name, value in MEDIA_HEADERS.items():
        response[name] = value
    return response


def picture_audience(request: HttpRequest, path: str) -> str:
    """Say who may see a file of a picture: what the restrictions of its collection say.

    Originals, versions and thumbnails all have the name that the picture got when it came in.
    """
    if not CollectionViewRestriction.objects.exists():
        return EVERYBODY
    parts = PurePosixPath(path).parts
    name = parts[1] if parts[0] == VERSIONS and len(parts) > 1 else parts[-1]
    file = f"original_images/{name.partition('.')[0]}."
    image = SiteImage.objects.select_related("collection").filter(file__startswith=file).first()
    if image is None:
        return NOBODY
    restrictions = image.collection.get_view_restrictions()
    if not restrictions:
        return EVERYBODY
    if all(restriction.accept_request(request) for restriction in restrictions):
        return THIS_VISITOR
    # Editors work with pictures that the public may not see.
    policy = policy_registry.get_by_type(SiteImage)
    can_use = policy.user_has_any_permission_for_instance(request.user, ["choose", "change"], image)
    return THIS_VISITOR if can_use else NOBODY


for _folder in ("original_images", "images", VERSIONS):
    register_media_folder(_folder, picture_audience)
