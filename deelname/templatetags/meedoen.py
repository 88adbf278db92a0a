"""What people can do with something, on its page: support it, follow it, share it, talk about it.

What is drawn for visitors without a session is the same for all of them, sets no cookie and holds
no form: the actions are links to pages that hold one.
"""

from typing import Any
from urllib.parse import quote

from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context
from django.utils.translation import gettext as _

from core.templatetags.editions import knows_visitor
from deelname.models import Steun, Volging
from deelname.subjects import subject_of
from deelname.threads import thread_of

register = template.Library()

LAST_PAGE = 9999


def _visitor(request: HttpRequest | None) -> Any:
    """Return who asks, without a look at the session of who has none."""
    if request is None or not knows_visitor(request):
        return AnonymousUser()
    return request.user


@register.inclusion_tag("deelname/parts/support.html", takes_context=True)
def steunblok(context: Context, onderwerp: Any) -> dict[str, Any]:
    """Draw how much support there is, and the ways to take part.

    No query for visitors without a session, two for somebody who is logged in.
    """
    request, subject = context.get("request"), subject_of(onderwerp)
    user = _visitor(request)
    short = subject.address(onderwerp)
    address = request.build_absolute_uri(short) if request else short
    # The page of the neighbourhood says how much is asked.
    needed = getattr(context.get("page"), "drempel", 0) if onderwerp.takes_support else 0
    subject_line = quote(str(onderwerp))
    words = {"dit": subject.this, "adres": address}
    body = quote(_("Kijk eens naar %(dit)s: %(adres)s") % words)
    return {
        "onderwerp": onderwerp,
        "soort": subject.key,
        "dit": subject.this,
        "drempel": needed,
        "nog_nodig": max(0, needed - onderwerp.steun_aantal),
        "steunt": _has(Steun, onderwerp, user),
        "volgt": _has(Volging, onderwerp, user),
        "adres": address,
        "mailto": f"mailto:?subject={subject_line}&body={body}",
        "poster": subject.poster(onderwerp),
    }


def _has(model: Any, onderwerp: Any, user: Any) -> bool:
    return user.is_authenticated and model.objects.about(onderwerp).filter(user=user).exists()


@register.inclusion_tag("deelname/parts/comments.html", takes_context=True)
def reacties(
    context: Context,
    onderwerp: Any,
    any_hidden: bool = True,  # noqa: FBT001, FBT002
) -> dict[str, Any]:
    """Draw a page of what was said: at most four queries.

    None when nothing was, and the page knows that nothing was hidden.
    """
    request = context.get("request")
    return {
        "onderwerp": onderwerp,
        "soort": subject_of(onderwerp).key,
        "pagina": thread_of(onderwerp, _page_number(request), any_hidden=any_hidden),
        "bezoeker": _visitor(request),
        "request": request,
    }


def _page_number(request: HttpRequest | None) -> int:
    """Return the page that the address asks for; the first for what makes no sense."""
    asked = request.GET.get("pagina", "") if request else ""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 4 else 1
    return min(max(number, 1), LAST_PAGE)
