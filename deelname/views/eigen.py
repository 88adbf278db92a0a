"""Everything of a kind that somebody did, some at a time."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from bewoners.models import User
from deelname.own import KINDS, PER_PAGE, own_rows, with_subjects
from deelname.views.finding import personal


@personal
@login_required
@require_safe
def own(request: HttpRequest, soort: str) -> HttpResponse:
    """Show what the visitor did of one kind."""
    kind = KINDS.get(soort)
    if kind is None:
        raise Http404
    user = cast("User", request.user)
    page = Paginator(own_rows(kind, user), PER_PAGE).get_page(request.GET.get("pagina"))
    rows = with_subjects(page.object_list, user, Site.find_for_request(request))
    context = {"soort": kind, "eigen": rows, "pagina": page}
    return render(request, "deelname/own/list.html", context)
