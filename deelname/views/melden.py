"""Reporting something to the moderators: by anybody, also without a name."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from bewoners.login.limits import too_many_requests
from bewoners.models import User
from deelname.forms.meedoen import MeldForm
from deelname.models import Reactie
from deelname.services.melden import report
from deelname.spam.limits import REPORT, is_within, person_key
from deelname.views.finding import about_values, find_comment_or_404, find_or_404, personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def report_subject(request: HttpRequest, soort: str, pk: int) -> HttpResponse:
    """Report the thing itself."""
    onderwerp = find_or_404(request, soort, pk)
    return _report(request, onderwerp, about_values(request, soort, onderwerp))


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def report_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a comment about it."""
    onderwerp, reactie = find_comment_or_404(request, pk)
    if reactie.stand == Reactie.Stand.VERBORGEN:
        # It was judged already: its writer may object, once.
        raise Http404
    context = about_values(request, "", onderwerp) | {"reactie": reactie}
    return _report(request, onderwerp, context, reactie)


def _report(
    request: HttpRequest, onderwerp: Any, context: dict[str, Any], reactie: Reactie | None = None
) -> HttpResponse:
    if "gemeld" in request.GET and request.method != "POST":
        return render(request, "deelname/reported.html", context)
    form = MeldForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        known = request.user.is_authenticated
        if not is_within(request, REPORT, person_key(request) if known else ""):
            return too_many_requests(request)
        report(
            onderwerp,
            site=onderwerp.site,
            user=cast("User", request.user) if known else None,
            reactie=reactie,
            **form.cleaned_data,
        )
        return redirect(f"{request.path}?gemeld=1")
    return render(request, "deelname/report.html", context | {"form": form})
