"""Reads a PDF from its input and writes what it lacks as JSON; `core.documents.pdf` starts it."""

import json
import logging
import resource
import sys
from io import BytesIO
from typing import Any

from pypdf import PdfReader

CPU_SECONDS = 5
MEMORY = 512 * 1024 * 1024


def missing_from(data: bytes) -> list[str]:
    """Return which of tags, title and language a PDF does not have."""
    reader = PdfReader(BytesIO(data), strict=False)
    catalog: Any = reader.root_object
    marks: Any = catalog.get("/MarkInfo")
    marked = bool(marks is not None and marks.get_object().get("/Marked"))
    has = {
        "tags": marked and "/StructTreeRoot" in catalog,
        "title": bool(_title(reader)),
        "language": bool(str(catalog.get("/Lang") or "").strip()),
    }
    return [name for name, there in has.items() if not there]


def _title(reader: PdfReader) -> str:
    """Return the title, which stands in one of two places."""
    title = reader.metadata.title if reader.metadata else None
    if not title and reader.xmp_metadata:
        title = next(iter((reader.xmp_metadata.dc_title or {}).values()), None)
    return str(title or "").strip()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    logging.disable()
    json.dump(missing_from(sys.stdin.buffer.read()), sys.stdout)
