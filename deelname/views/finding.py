"""What an address is about, for who asks for it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from wagtail.models import Site

from deelname.models import Reactie
from deelname.services.reacties import may_delete
from deelname.subjects import LARGEST_KEY, find_visible, subject_of
from deelname.threads import answers_to

# Forms hold a token, and what somebody did is theirs.
personal = cache_control(private=True, no_store=True)


def find_or_404(request: HttpRequest, soort: str, pk: int) -> Any:
    """Return what this visitor may see under this number on this site."""
    onderwerp = find_visible(soort, pk, request.user, Site.find_for_request(request))
    if onderwerp is None:
        raise Http404
    return onderwerp


def find_comment_or_404(request: HttpRequest, pk: int) -> tuple[Any, Reactie]:
    """Return what a comment is about and the comment, when this visitor may see both.

    What is not placed is for its writer only.
    """
    onderwerp, reactie = _find_any_or_404(request, pk)
    own = request.user.is_authenticated and reactie.user_id == request.user.pk
    if reactie.stand != Reactie.Stand.GEPLAATST and not own:
        raise Http404
    return onderwerp, reactie


def find_own_comment_or_404(request: HttpRequest, pk: int) -> tuple[Any, Reactie]:
    """Return the same of a comment of this visitor that they did not delete."""
    onderwerp, reactie = find_comment_or_404(request, pk)
    if not may_delete(reactie, request.user):
        raise Http404
    return onderwerp, reactie


def find_answered_or_404(request: HttpRequest, pk: int) -> tuple[Any, Reactie]:
    """Return the same of a comment that can have answers; when it is gone, only if it has some."""
    onderwerp, reactie = _find_any_or_404(request, pk)
    is_placed = reactie.stand == Reactie.Stand.GEPLAATST
    if reactie.parent_id or not (is_placed or answers_to(reactie).exists()):
        raise Http404
    return onderwerp, reactie


def _find_any_or_404(request: HttpRequest, pk: int) -> tuple[Any, Reactie]:
    if pk > LARGEST_KEY:
        raise Http404
    reactie = get_object_or_404(Reactie.objects.select_related("user", "parent"), pk=pk)
    about: Any = reactie.onderwerp
    if about is None:
        raise Http404
    return find_or_404(request, subject_of(about).key, about.pk), reactie


def about_values(request: HttpRequest, soort: str, onderwerp: Any) -> dict[str, Any]:
    """Return what every page about a thing shows of it."""
    return {"onderwerp": onderwerp, "soort": soort, "terug": onderwerp.get_url(request)}


def data_about(request: HttpRequest, soort: str, onderwerp: Any, **more: Any) -> dict[str, Any]:
    """Return what is kept of a submission about a thing until it is confirmed."""
    return {"soort": soort, "pk": onderwerp.pk, "site": onderwerp.site_id, **more}


def wants_json(request: HttpRequest) -> bool:
    """Say whether the script of the page asks, rather than a person who follows a link."""
    return request.headers.get("Accept", "").startswith("application/json")
