"""When a session began: each has its own, whatever somebody does on another device."""

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

LOGGED_IN_AT = "logged_in_at"


@receiver(user_logged_in)
def note_when(request: HttpRequest | None, **kwargs: Any) -> None:
    """Keep the moment in the session; a log-in without a request has none."""
    if request is not None:
        request.session[LOGGED_IN_AT] = int(time.time())
