"""Find your neighbourhood: an answer to what somebody typed on the front page or above the list."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from wijkpaginas.finder import MAX_LENGTH, Outcome, find_wijk
from wijkpaginas.models import WijkIndexPage
from wijkpaginas.names import matches


class SeeOther(HttpResponseRedirect):
    """Go on with a plain request for another page, whatever the method of this one."""

    status_code = 303


# An address is personal: in a POST it stands in no address bar, history, log or cache. The request
# changes nothing and shows nothing private, so that it needs no token, which would need a cookie.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def find(request: HttpRequest) -> HttpResponse:
    """Lead to the neighbourhood that somebody means; else say why not, above the list."""
    site = Site.find_for_request(request)
    index = site and WijkIndexPage.objects.child_of(site.root_page).public().first()
    if index is None:
        raise Http404
    text = " ".join(request.POST.get("q", "").replace("\0", " ").split())[:MAX_LENGTH]
    if not text:
        return SeeOther(index.get_url(request))
    finding = find_wijk(text, index)
    if finding.wijk:
        return SeeOther(finding.wijk.get_url(request))
    context = index.get_context(request)
    context["zoekterm"] = text
    context["uitkomst"] = finding.outcome.value
    context["vondst"] = finding
    if finding.outcome is Outcome.BY_NAME:
        # The list that is kept for everyone holds all of them.
        context["unfiltered"] = None
        context["wijken"] = [w for w in context["wijken"] if matches(text, w.title)]
    return TemplateResponse(request, index.get_template(request), context)
