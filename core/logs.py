"""Logs of a server: one JSON object a line, with nothing in it that is about a person.

Not written at all: query strings, bodies, cookies, addresses of visitors, values of variables, and
the texts of exceptions, as those quote what people typed. What looks like an e-mail address, a
telephone number, an internet address or a secret is taken out of all other texts as well.
"""

import json
import logging
import re
import time
import uuid
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-ID"
MAX_TEXT = 2000
# A proxy may hand over its own id: only what can't break a line or a header.
VALID_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
PHONE = re.compile(r"(?<![\w.+-])(?:\+|00|0)[1-9](?:[ ./-]?\d){7,12}(?!\w)")
PERSONAL = [
    (re.compile(r"[^\s@<>\"'(),:;=/]+@[\w-]+(?:\.[\w-]+)*"), "[e-mail]"),
    (re.compile(r"\?\S*=\S*"), ""),
    # Before telephone numbers: an address is digits with dots as well.
    (re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"), "[ip]"),
    (
        re.compile(
            r"(?<![\w:])(?=[0-9a-fA-F:]*::|(?:[0-9a-fA-F]{1,4}:){4})[0-9a-fA-F:]{3,39}(?![\w:])"
        ),
        "[ip]",
    ),
    (PHONE, "[telefoon]"),
    # The links in mails: who has one may do what the mail was for.
    (re.compile(r"(?=\w*\d)(?=\w*[A-Za-z])\w{16,}(?:[:-]\w+)*"), "[code]"),
]

logger = logging.getLogger(__name__)
_request: ContextVar[dict[str, Any]] = ContextVar("request")


def request_id() -> str:
    """Return the id of the request that is being answered; empty outside of one."""
    return str(_request.get({}).get("request_id", ""))


def without_persons(text: str) -> str:
    """Return the text with what may point at a person taken out, and not too long."""
    text = text[:MAX_TEXT]
    for pattern, replacement in PERSONAL:
        text = pattern.sub(replacement, text)
    return text


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON, with the request that it belongs to."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_persons(record.getMessage()),
            **_request.get({}),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["exception"] = list(_describe(record.exc_info[1]))
        return json.dumps(line)


def _describe(error: BaseException | None) -> Iterator[dict[str, Any]]:
    """Say of an exception, and of what caused it, its type and where it was."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        places, trace = [], error.__traceback__
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
            trace = trace.tb_next
        yield {"type": f"{type(error).__module__}.{type(error).__qualname__}", "trace": places}
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class RequestLog:
    """A WSGI application that gives each request an id, and writes one line when it is answered."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        number = given if VALID_ID.fullmatch(given) else str(uuid.uuid4())
        token = _request.set(
            {
                "request_id": number,
                "method": environ.get("REQUEST_METHOD", "")[:16],
                "host": without_persons(environ.get("HTTP_HOST", "")[:255]),
                "path": without_persons(_path_of(environ)[:500]),
            }
        )
        start, answered = time.perf_counter(), 500

        def answer(status: str, headers: list[tuple[str, str]], *exc_info: Any) -> Any:
            nonlocal answered
            answered = int(status[:3])
            return start_response(status, [*headers, (HEADER, number)], *exc_info)

        try:
            return self.application(environ, answer)
        finally:
            milliseconds = round((time.perf_counter() - start) * 1000, 1)
            logger.info("request", extra={"fields": {"status": answered, "ms": milliseconds}})
            _request.reset(token)


def _path_of(environ: WSGIEnvironment) -> str:
    """Return the path as text; WSGI hands over its bytes as if they were latin-1."""
    return str(environ.get("PATH_INFO", "")).encode("latin-1").decode("utf-8", "replace")
