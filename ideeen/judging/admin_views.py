"""The screens of the admin on which ideas are judged."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from bewoners.models import User
from core.audit import Action, record
from ideeen.judging import forms
from ideeen.judging.people import ideas_judged_by, is_judge, to_be_judged_by
from ideeen.models import Burencheck, Idee
from ideeen.workflow import ANSWERED, Rol, Stadium, steps_from

PER_PAGE = 25
LISTS = {
    "beoordeling": _("Te beoordelen"),
    "geplaatst": _("Verzamelt steun"),
    "beantwoord": _("Beantwoord"),
}
FORMS: dict[str, type[forms.JudgeForm]] = {
    "behandelaar": forms.HandlerForm,
    "datum": forms.PromiseForm,
    "criteria": forms.CriteriaForm,
    "besluit": forms.DecisionForm,
    "oppakken": forms.TakeUpForm,
    "terug": forms.SendBackForm,
    "aanpassen": forms.ChangeAnswerForm,
    "opnieuw": forms.ReopenForm,
}
# What there is to do in each stage, in the order of the page.
OFFERED = {
    Stadium.GEPLAATST: ("oppakken", "behandelaar"),
    Stadium.BEOORDELING: ("criteria", "besluit", "behandelaar", "datum", "terug"),
    Stadium.OPGEPAKT: ("aanpassen", "opnieuw"),
    Stadium.NIET_HAALBAAR: ("aanpassen", "opnieuw"),
}


def _listed(user: Any, which: str) -> QuerySet[Idee]:
    if which == "geplaatst":
        found = ideas_judged_by(user).filter(stadium=Stadium.GEPLAATST)
        return found.order_by("-steun_aantal", "-pk")
    if which == "beantwoord":
        return ideas_judged_by(user).filter(stadium__in=ANSWERED).order_by("-beantwoord_op", "-pk")
    return to_be_judged_by(user)


@require_safe
def to_judge(request: HttpRequest) -> HttpResponse:
    """List the ideas that somebody judges, what is overdue first."""
    if not is_judge(request.user):
        raise PermissionDenied
    wanted = request.GET.get("toon", "")
    which = wanted if wanted in LISTS else "beoordeling"
    found = _listed(request.user, which)
    mine = request.GET.get("van") == "mij"
    if mine:
        found = found.filter(behandelaar=request.user.pk)
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())[:100]
    if words:
        found = found.filter(titel__icontains=words)
    page = Paginator(found.select_related("wijk", "behandelaar"), PER_PAGE).get_page(
        request.GET.get("p")
    )
    context = {
        "page": page, "lists": LISTS, "which": which, "mine": mine, "words": words,
        "overdue": to_be_judged_by(request.user).overdue().count(),
    }  # fmt: skip
    return render(request, "ideeen/judging/list.html", context)


def person_of(request: HttpRequest) -> User:
    """Return who asks: the admin lets in who is logged in, and nobody else."""
    return cast("User", request.user)


def find_idea(request: HttpRequest, idee_id: int) -> Idee:
    """Return an idea that the visitor judges; there is no such thing for anybody else."""
    ideas = ideas_judged_by(request.user).select_related("wijk", "site", "behandelaar", "reden")
    return get_object_or_404(ideas, pk=idee_id)


@require_safe
def judge(request: HttpRequest, idee_id: int) -> HttpResponse:
    """Show where the judgement of an idea stands, with what can be done."""
    idee = find_idea(request, idee_id)
    record(request.user, Action.BEKEKEN, idee, request=request)
    return _show(request, idee)


@require_POST
def act(request: HttpRequest, idee_id: int, actie: str) -> HttpResponse:
    """Do one thing with an idea, and say what is wrong when it can't be done."""
    idee = find_idea(request, idee_id)
    form_class = FORMS.get(actie)
    if form_class is None:
        raise Http404
    if actie not in OFFERED[Stadium(idee.stadium)]:
        messages.warning(request, forms.TOO_LATE)
        return redirect("ideeen_judging:judge", idee.pk)
    form = form_class(request.POST, idee=idee, user=person_of(request), prefix=actie)
    if form.save():
        messages.success(request, form.done)
        return redirect("ideeen_judging:judge", idee.pk)
    return _show(request, find_idea(request, idee_id), {actie: form})


def _show(
    request: HttpRequest, idee: Idee, bound: dict[str, forms.JudgeForm] | None = None
) -> HttpResponse:
    """Draw the page, with the form that was sent as it was sent."""
    offered = {
        name: FORMS[name](idee=idee, user=person_of(request), prefix=name)
        for name in OFFERED[Stadium(idee.stadium)]
    }
    sent = bound or {}
    # The idea may have moved on, so that its form has no place on the page any more.
    lost = [form for name, form in sent.items() if name not in offered]
    offered |= {name: form for name, form in sent.items() if name in offered}
    check = Burencheck.objects.filter(idee=idee).with_totals().first()
    context = {
        "idee": idee,
        "forms": offered,
        "lost": lost,
        "check": check,
        "may_ask": bool(steps_from(idee.stadium, Rol.REGISSEUR)) and idee.lat is not None,
        "stappen": idee.stappen.select_related("door", "reden").order_by("-at", "-pk")[:20],
    }
    return render(request, "ideeen/judging/judge.html", context)
