"""The screens of the admin on which neighbours are asked, and their answers read."""

from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from core.audit import Action, record
from core.media import harden
from ideeen.judging.admin_views import find_idea, person_of
from ideeen.models import Burencheck, BurencheckAdres, Idee
from ideeen.neighbours.closing import close_by_hand
from ideeen.neighbours.forms import StartForm
from ideeen.neighbours.retention import ADDRESSES
from ideeen.neighbours.services import AT_ONCE, remake_letters
from ideeen.neighbours.totals import may_be_public
from ideeen.workflow import SUPPORTABLE

PDF = "application/pdf"
PER_PAGE = 50


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, idee_id: int) -> HttpResponse:
    """Show what the neighbours of an idea answered; or begin to ask them."""
    idee = find_idea(request, idee_id)
    checks = list(Burencheck.objects.filter(idee=idee).with_totals()[:10])
    running = next((one for one in checks if one.gesloten_op is None), None)
    may_start = running is None and idee.stadium in SUPPORTABLE and idee.lat is not None
    form = None
    if request.method == "POST":
        form = StartForm(request.POST, request.FILES, idee=idee, user=person_of(request))
        if form.save():
            record(request.user, Action.TOEGEVOEGD, form.check, request=request, label="adressen")
            messages.success(request, form.done)
            return redirect("ideeen_judging:check", idee.pk)
    elif may_start:
        form = StartForm(idee=idee, user=person_of(request))
    shown = checks[0] if checks else None
    if shown:
        record(request.user, Action.BEKEKEN, shown, request=request)
    context = {
        "idee": idee,
        "form": form,
        "check": shown,
        "earlier": checks[1:],
        "page": _addresses(shown, request.GET.get("p")) if shown else None,
        "is_public": bool(shown) and may_be_public(shown),
        "kept": ADDRESSES.term,
        "at_once": AT_ONCE,
    }
    return render(request, "ideeen/judging/check.html", context)


def _addresses(check: Burencheck, number: str | None) -> "Page[BurencheckAdres]":
    """Return a page of the addresses that were asked: who answered last comes first."""
    newest = F("beantwoord_op").desc(nulls_last=True)
    return Paginator(check.adressen.order_by(newest, "nummer"), PER_PAGE).get_page(number)


def _find(request: HttpRequest, idee_id: int, check_id: int) -> tuple[Idee, Burencheck]:
    idee = find_idea(request, idee_id)
    return idee, get_object_or_404(Burencheck, pk=check_id, idee=idee)


@require_POST
def close(request: HttpRequest, idee_id: int, check_id: int) -> HttpResponse:
    """End a check before its last day."""
    idee, found = _find(request, idee_id, check_id)
    try:
        closed = close_by_hand(found, door=person_of(request))
    except ValidationError:
        closed = False
    if closed:
        messages.success(request, _("De burencheck is gesloten."))
    else:
        messages.warning(request, _("Deze burencheck was al gesloten."))
    return redirect("ideeen_judging:check", idee.pk)


@require_POST
def again(request: HttpRequest, idee_id: int, check_id: int) -> HttpResponse:
    """Make the letters once more, with new codes."""
    idee, found = _find(request, idee_id, check_id)
    try:
        made = remake_letters(found, door=person_of(request))
    except ValidationError:
        made = False
    if made:
        messages.success(request, _("De brieven worden opnieuw gemaakt, met nieuwe codes."))
    else:
        messages.warning(request, _("Deze burencheck is gesloten: er zijn geen brieven meer."))
    return redirect("ideeen_judging:check", idee.pk)


@require_safe
def letters(request: HttpRequest, idee_id: int, check_id: int) -> HttpResponseBase:
    """Hand over the letters, and note that it happened."""
    idee, found = _find(request, idee_id, check_id)
    if found.brieven != Burencheck.Brieven.KLAAR or not found.bestand:
        raise Http404
    try:
        content = found.bestand.open("rb")
    except OSError as error:
        raise Http404 from error
    record(request.user, Action.GEEXPORTEERD, found, request=request, label="brieven")
    # Codes stand in it: compressing it could tell what is in it.
    request.META.pop("HTTP_ACCEPT_ENCODING", None)
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"brieven-burencheck-{idee.pk}.pdf",
        content_type=PDF,
    )
    response["Cache-Control"] = "private, no-store"
    return harden(response)
