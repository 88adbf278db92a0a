"""What holds for all pages that are about one person."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bewoners.login.devices import note_use

# Where people log in, and what is theirs.
PERSONAL = ("/account/", "/mijn/", "/bevestig/")


class PersonalPagesMiddleware:
    """Keeps personal pages out of every cache, and notes when a device was last used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(PERSONAL):
            response.headers["Cache-Control"] = "private, no-store"
        note_use(request)
        return response
