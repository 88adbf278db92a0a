"""The queue of moderators, and judging one report or one comment."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from bewoners.models import User
from core.audit import Action, record
from core.roles import MODERATOR
from deelname.about import keep_in_wijken, thing_of, workplace_of
from deelname.admin.forms import CommentForm, UpholdForm
from deelname.admin.queue import count_all, find_queue
from deelname.models import Foto, Melding, Reactie
from deelname.permissions import wijken_for
from deelname.services.bezwaar import refuse_objection
from deelname.services.moderation import dismiss_report, judge_comment, uphold_report

PER_PAGE = 25
LARGEST_KEY = 2**63 - 1
REFUSE = "afwijzen"
# What the buttons on the page of a comment do, and what is told after that.
JUDGEMENTS: dict[str, tuple[Callable[..., object], Promise]] = {
    "plaatsen": (
        partial(judge_comment, stand=Reactie.Stand.GEPLAATST),
        gettext_lazy("De reactie staat op de site."),
    ),
    "verbergen": (
        partial(judge_comment, stand=Reactie.Stand.VERBORGEN),
        gettext_lazy("De reactie is verborgen."),
    ),
    REFUSE: (
        refuse_objection,
        gettext_lazy("Het bezwaar is afgewezen. Wie de reactie schreef, krijgt een mail."),
    ),
}


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show what waits, in all of somebody's neighbourhoods or in one of them."""
    own = wijken_for(request.user, MODERATOR)
    if not own.exists():
        raise PermissionDenied
    wanted = request.GET.get("wijk", "")
    chosen = own.filter(pk=int(wanted)) if wanted.isdecimal() and len(wanted) < 19 else own
    waits = count_all(chosen)
    kind = find_queue(request.GET.get("soort", ""))
    if kind is None:
        filled = [row.queue for row in waits if row.count and not row.queue.apart]
        kind = filled[0] if filled else waits[0].queue
    rows = kind.waiting(chosen).order_by(kind.since, "pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "waits": waits,
        "kind": kind,
        "page": page,
        "entries": kind.entries(page.object_list),
        "wijken": own.order_by("title").only("title")[:500],
        "wijk": wanted if chosen is not own else "",
    }
    return render(request, "deelname/admin/queue.html", context)


def _queue_of(kind: str) -> str:
    """Return where the rest of a kind of work is."""
    return f"{reverse('deelname_admin:queue')}?soort={kind}"


def _find(request: HttpRequest, found: Any, pk: int) -> Any:
    """Return a row about something where this person moderates; for others it is not there."""
    if pk > LARGEST_KEY:
        raise Http404
    row = keep_in_wijken(found, wijken_for(request.user, MODERATOR)).filter(pk=pk).first()
    if row is None or row.onderwerp is None:
        raise Http404
    return row


def _note_look(request: HttpRequest, row: Any) -> None:
    """Note that somebody read what the public does not."""
    if request.method == "GET":
        record(request.user, Action.BEKEKEN, row, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
def melding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a report with what it is about, and judge it."""
    row: Melding = _find(request, Melding.objects.select_related("site", "handled_by"), pk)
    _note_look(request, row)
    about: Any = row.onderwerp
    user = cast("User", request.user)
    form = UpholdForm(
        request.POST if "terecht" in request.POST else None, about=about, site=row.site
    )
    try:
        if "ongegrond" in request.POST:
            dismiss_report(row, user)
            messages.success(request, _("De melding is afgehandeld. Het blijft staan."))
            return redirect(_queue_of("meldingen"))
        if form.is_valid():
            uphold_report(row, user, **form.cleaned_data)
            messages.success(request, _("De melding is terecht: het staat niet meer op de site."))
            return redirect(_queue_of("meldingen"))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect("deelname_admin:melding", row.pk)
    others = Melding.objects.about(about).filter(stand=Melding.Stand.OPEN).exclude(pk=row.pk)
    context = {
        "melding": row,
        "about": about,
        "is_reactie": isinstance(about, Reactie),
        "thing": thing_of(about),
        "workplace": workplace_of(about),
        "fotos": Foto.objects.about(about),
        "anderen": others[:20],
        "form": form,
        "is_open": row.stand == Melding.Stand.OPEN,
    }
    return render(request, "deelname/admin/melding.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reactie(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a comment with the objection of its writer, and place or hide it."""
    row: Reactie = _find(request, Reactie.objects.select_related("user", "parent"), pk)
    _note_look(request, row)
    wanted = next((name for name in JUDGEMENTS if name in request.POST), None)
    form = CommentForm(request.POST if wanted else None, must_explain=wanted == REFUSE)
    # By then it waits no more.
    kind = "reactiebezwaren" if row.has_open_objection else "reacties"
    if wanted and form.is_valid():
        judge, told = JUDGEMENTS[wanted]
        try:
            judge(row, cast("User", request.user), **form.cleaned_data)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("deelname_admin:reactie", row.pk)
        messages.success(request, told)
        return redirect(_queue_of(kind))
    context = {
        "reactie": row,
        "form": form,
        "objected": row.has_open_objection,
        "thing": row.onderwerp,
        "workplace": workplace_of(row),
        "fotos": Foto.objects.about(row),
    }
    return render(request, "deelname/admin/reactie.html", context)
