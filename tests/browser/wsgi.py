"""The site's own application, which also says which process answered."""

import os
from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from cms.wsgi import application as site

PROCESS = "X-Process"


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    def answer(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
        return start_response(status, [*headers, (PROCESS, str(os.getpid()))], *exc_info)

    return site(environ, answer)
