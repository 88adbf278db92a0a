"""The least that a page from a database can take."""

from django.http import HttpRequest, HttpResponse
from wagtail.models import Page


def one_query(request: HttpRequest) -> HttpResponse:
    """Answer with the name of the top of the page tree, from one query on an index."""
    title = Page.objects.values_list("title", flat=True).get(path="0001")
    return HttpResponse(title, content_type="text/plain")
