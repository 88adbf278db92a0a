"""Reading every mail of the site in a browser, so that a demo needs no mailbox.

Whoever can open these pages can enter every account: `DEMO_POST` puts them on a laptop only.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from core.models import OutgoingMail

PER_PAGE = 25
# The mail may show what it looks like and lead on to the site; it can run and load nothing.
MARKUP_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)
LARGEST_KEY = 2**63 - 1


def _mail(pk: int) -> OutgoingMail:
    found = OutgoingMail.objects.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if found is None:
        raise Http404
    return found


@require_safe
@cache_control(private=True, no_store=True)
def mails(request: HttpRequest) -> HttpResponse:
    """List all mails, the newest first, whether they were delivered or not."""
    found = OutgoingMail.objects.order_by("-created_at", "-pk")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("pagina"))
    return render(request, "post/mails.html", {"pagina": page})


@require_safe
@cache_control(private=True, no_store=True)
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail: its text with links that work, and its markup in a frame."""
    return render(request, "post/mail.html", {"mail": _mail(pk)})


@require_safe
@cache_control(private=True, no_store=True)
@xframe_options_sameorigin
def markup(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the markup of a mail, for that frame; its links open in the whole window."""
    html = _mail(pk).html.replace("<head>", '<head><base target="_top">', 1)
    return HttpResponse(html, headers={"Content-Security-Policy": MARKUP_POLICY})
