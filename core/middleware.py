"""What browsers may do with the site, as far as Django has no setting for it."""

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from django.views.defaults import bad_request

ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
# Nothing of this is used, so that no script or frame may ask for it either.
DENIED_FEATURES = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
]
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
}


def is_admin(request: HttpRequest) -> bool:
    """Say whether an address belongs to the admin."""
    return request.path.startswith(reverse("wagtailadmin_home"))


class SecurityHeadersMiddleware:
    """Sets the headers that are the same on every answer, and keeps the admin out of all caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if is_admin(request):
            response.headers["Cache-Control"] = "private, no-store"
        return response


class AdminPolicyMiddleware:
    """Wagtail's admin writes inline scripts and styles: allow them there, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_admin(request):
            response._csp_update = ADMIN_POLICY  # type: ignore[attr-defined]  # noqa: SLF001
        return response


class AdminFormMiddleware:
    """Answers 400 where a form of the admin comes in without its hidden fields.

    Wagtail counts on them, as for the number of blocks; only somebody who makes up a request leaves
    them out.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if is_admin(request) and isinstance(exception, MultiValueDictKeyError):
            return bad_request(request, exception)
        return None
