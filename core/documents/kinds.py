"""Whether a file is of the kind that its name says, and how it is then served."""

import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# The part that makes a zip file a document of this kind.
OFFICE_PARTS = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
}
OPEN_TYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
# A reader of PDF looks for the mark in the first bytes, as some programs write something before.
PDF_MARK, PDF_MARK_WITHIN = b"%PDF-", 1024
# Programs inside a document: nobody should have to trust those.
MACROS = "vbaproject.bin"
MAX_PARTS = 10_000


def check_kind(file: Any, name: str) -> None:
    """Raise a ValidationError when what is in a file is not what its extension promises."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    file.seek(0)
    try:
        if extension == "pdf":
            right = PDF_MARK in file.read(PDF_MARK_WITHIN)
        elif extension in OFFICE_PARTS or extension in OPEN_TYPES:
            right = _is_archive_of(file, extension)
        else:
            right = _is_text(file)
    finally:
        file.seek(0)
    if not right:
        raise ValidationError(
            _(
                "De naam van dit bestand eindigt op .%(extension)s, maar dat is het niet, of het "
                "is beschadigd. Open het en sla het opnieuw op."
            )
            % {"extension": extension},
            code="wrong_kind",
        )


def _is_archive_of(file: Any, extension: str) -> bool:
    """Look at the list of parts only: nothing is unpacked but one line of a hundred bytes."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            if len(names) > MAX_PARTS:
                return False
            if any(name.lower().endswith(MACROS) for name in names):
                raise ValidationError(
                    _("In dit document zit een macro: een klein programma. Haal dat eruit."),
                    code="macro",
                )
            if extension in OFFICE_PARTS:
                return OFFICE_PARTS[extension] in names
            with archive.open("mimetype") as part:
                return part.read(100).strip() == OPEN_TYPES[extension]
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, ValueError, EOFError):
        return False
    except NotImplementedError:  # a way of packing that Python does not know
        return False


def _is_text(file: Any) -> bool:
    """Text has no zero bytes; old programs write it in other codes than UTF-8."""
    return all(b"\0" not in block for block in iter(lambda: file.read(65_536), b""))
