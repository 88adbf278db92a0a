"""The pages on which a neighbour answers, with the code of the letter."""

from http import HTTPStatus

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from bewoners.login.limits import too_many_requests
from ideeen.models import BurencheckAdres
from ideeen.neighbours.forms import UNKNOWN_CODE, AnswerForm, CodeForm
from ideeen.neighbours.services import find_asked, find_open, give_answer

# Which address somebody answers for, as long as the browser is open: never the code.
SESSION_KEY = "burencheck"


class TooOftenError(Exception):
    """Somebody tried too many codes that do not work."""


def _try_code(request: HttpRequest, typed: str) -> BurencheckAdres | None:
    """Return the address of a code that works; only the others count as attempts."""
    attempt = ratelimit.consume(
        request, app="ideeen", action="neighbour", config=settings.FORM_LIMITS, limit_get=True
    )
    if attempt is None:
        raise TooOftenError
    row = find_open(typed, Site.find_for_request(request))
    if row:
        attempt.rollback()
    return row


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the letter, and lead to the question.

    The code comes in a form only, never in an address: those stand in logs and histories. The drawn
    code of a letter has it behind the #, which browsers keep to themselves; a script puts it into
    the form, and without one it is typed.
    """
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        request.session.pop(SESSION_KEY, None)
        try:
            row = _try_code(request, form.cleaned_data["code"])
        except TooOftenError:
            return too_many_requests(request)
        if row:
            request.session[SESSION_KEY] = row.pk
            return redirect("burencheck:answer")
        form.add_error("code", UNKNOWN_CODE)
    return render(request, "ideeen/neighbours/code.html", {"form": form})


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """Show the question to who came with a code, and record the answer, once."""
    row = find_asked(request.session.get(SESSION_KEY), Site.find_for_request(request))
    if row is None:
        return _refuse(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        del request.session[SESSION_KEY]
        if give_answer(row, values["antwoord"], values["opmerking"].strip()):
            return redirect("burencheck:done")
        return _refuse(request)
    context = {
        "form": form,
        "adres": row,
        "check": row.burencheck,
        "idee": row.burencheck.idee,
    }
    return render(request, "ideeen/neighbours/answer.html", context)


def _refuse(request: HttpRequest) -> HttpResponse:
    """Say the same of every code that does not work, and ask for another one."""
    context = {"form": CodeForm(), "melding": UNKNOWN_CODE}
    return render(request, "ideeen/neighbours/code.html", context, status=HTTPStatus.NOT_FOUND)


@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """Thank a neighbour; the same for everybody who comes here."""
    return render(request, "ideeen/neighbours/done.html")
