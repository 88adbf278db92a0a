"""The addresses of the site, and some that go wrong on purpose. Only tests use them."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path

from cms.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]


def fails(request: HttpRequest) -> HttpResponse:
    """Fail with what the visitor typed in the text of the exception, and in a variable."""
    typed = request.GET.get("naam", "")
    raise ValueError(f"Niet bekend: {typed}")


def too_big(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=413)


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b"een", b"twee"]))


urlpatterns = [
    path("proef/fout/", fails),
    path("proef/te-groot/", too_big),
    path("proef/stroom/", stream),
    *urlpatterns,
]
