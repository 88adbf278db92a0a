"""What became of a request, in one word."""

from typing import Any

WORDS = {200: "shown", 401: "denied", 403: "refused", 404: "none", 405: "method"}


def came_to(response: Any) -> str:
    location = response.headers.get("Location", "")
    if location.startswith("/account/inloggen/"):
        return "login"
    if location.startswith("/account/bevestigen/"):
        return "again"
    return "moved" if 300 <= response.status_code < 400 else WORDS[response.status_code]
