"""The page with results, and suggestions while somebody types."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from wagtail.models import Site

from core.navigation import remembered, site_context
from core.search import SearchScope, search_places, search_types
from search.finding import answer, suggest
from search.question import PERIODS, Question, read_question

SUGGESTIONS = 8


def _read(request: HttpRequest) -> tuple[Question, SearchScope]:
    """Return the question and the site that it is asked of; a host without one has nothing."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    home = site.root_page
    places = remembered(("search places", home.pk), lambda: search_places(home))
    question = read_question(request, places)
    scope = SearchScope(
        request=request,
        home=home,
        places=places,
        place=question.place,
        since=question.since,
    )
    return question, scope


def _furniture(request: HttpRequest, scope: SearchScope, **context: Any) -> dict[str, Any]:
    return {**site_context(request, scope.home), **context}


# What somebody looks for is theirs: no cache between the site and their browser keeps it.
@require_safe
@cache_control(private=True, max_age=60)
def results(request: HttpRequest) -> HttpResponse:
    """Show what was found, page by page; every question gets an answer."""
    question, scope = _read(request)
    found = answer(question, scope)
    kinds = [(kind, found.counts.get(kind.key)) for kind in search_types()]
    context = _furniture(
        request,
        scope,
        vraag=question,
        antwoord=found,
        pagina=found.page,
        wijken=scope.places,
        soorten=kinds,
        periodes=[(key, label) for key, _days, label in PERIODS],
    )
    return render(request, "search/results.html", context)


@require_safe
@cache_control(private=True, max_age=60)
def suggestions(request: HttpRequest) -> HttpResponse:
    """Show titles that begin with what was typed: as a page, or as data for the search field."""
    question, scope = _read(request)
    found = suggest(question, scope, SUGGESTIONS)
    if request.GET.get("als") == "json":
        return JsonResponse(
            {
                "suggesties": [
                    {
                        "titel": result.hit.title,
                        "url": result.hit.url,
                        "soort": str(result.kind.label),
                        "plaats": result.hit.place,
                    }
                    for result in found
                ]
            }
        )
    context = _furniture(request, scope, vraag=question, suggesties=found)
    return render(request, "search/suggestions.html", context)
