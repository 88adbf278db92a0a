"""Files for spreadsheets: CSV that can't be taken for formulas, and OpenDocument.

OpenDocument is a zip file with XML in it. Of the few libraries for it none is kept up, and a table
without layout needs less than a page.
"""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

# Where semicolons separate cells, as in Dutch spreadsheets, one begins after each of these too.
FORMULA_START = re.compile(r"^(?=[\t\r])|(?:^|(?<=[;\t\r\n]))(?=[=+\-@])")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
ODS = "application/vnd.oasis.opendocument.spreadsheet"
# Larger files wait on disk.
IN_MEMORY = 2 * 1024 * 1024

MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    ' manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<office:document-content"
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' office:version="1.2"><office:body><office:spreadsheet>'
)
END = "</table:table></office:spreadsheet></office:body></office:document-content>"

Row = Sequence[Any]


def harmless(value: str) -> str:
    """Keep a spreadsheet from taking a text, or a part of it, for a formula."""
    return FORMULA_START.sub("'", value)


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Write rows as lines of CSV, one by one; the first begins with the mark of UTF-8.

    Excel takes a file without it for one in an old alphabet.
    """
    writer: Any = csv.writer(_Line())
    mark = "\ufeff"
    for row in rows:
        yield mark + writer.writerow([_plain(value) for value in row])
        mark = ""


def write_ods(name: str, rows: Iterable[Row]) -> IO[bytes]:
    """Write rows as a sheet of an OpenDocument file, and return that file at its begin."""
    # The caller closes it.
    file: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        # First and not packed: by this others know the file.
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)
        with archive.open("content.xml", "w") as content:
            content.write(f"{BEGIN}<table:table table:name={quoteattr(name)}>".encode())
            for row in rows:
                cells = "".join(_cell(value) for value in row)
                content.write(f"<table:table-row>{cells}</table:table-row>".encode())
            content.write(END.encode())
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    file.seek(0)
    return file


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return harmless(value.replace("\0", "")) if isinstance(value, str) else value


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, datetime):
        written = value.replace(tzinfo=None).isoformat(timespec="seconds")
        kind = f'office:value-type="date" office:date-value="{written}"'
        return _with_text(kind, value.isoformat(" ", "minutes")[:16])
    if isinstance(value, int | float):
        return _with_text(f'office:value-type="float" office:value="{value}"', str(value))
    return _with_text('office:value-type="string"', str(value))


def _with_text(kind: str, text: str) -> str:
    lines = CONTROL_CHARACTERS.sub("", text).splitlines() or [""]
    written = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f"<table:table-cell {kind}>{written}</table:table-cell>"
