"""Whether somebody who can't see a PDF has a chance to read it: a light check, for the editor.

A PDF from outside is parsed in a process of its own with little time and memory, as one can be
made to keep a parser busy for hours.
"""

import json
import logging
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

SECONDS = 8
PROGRAM = Path(__file__).with_name("pdf_program.py")

PDF_PROBLEMS = {
    "tags": _(
        "De pdf heeft geen labels (tags) voor koppen, lijsten en plaatjes. Wie een "
        "voorleesprogramma gebruikt, kan hem slecht lezen. Kies bij het opslaan als pdf voor "
        "'toegankelijk' of 'met codes'."
    ),
    "title": _("De pdf heeft geen titel. Vul die in bij de eigenschappen van het document."),
    "language": _(
        "De pdf zegt niet in welke taal hij is. Een voorleesprogramma weet dan niet hoe het de "
        "tekst moet uitspreken."
    ),
    "unknown": _("Wij konden niet nagaan of iedereen deze pdf kan lezen. Kijk dat zelf na."),
}


def check_pdf(data: bytes) -> list[str]:
    """Return what is wrong with a PDF, as keys of `PDF_PROBLEMS`; nothing when it is in order."""
    try:
        done = subprocess.run(  # noqa: S603  # our own program; the file only goes to its input
            [sys.executable, "-I", str(PROGRAM)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        logger.info("A PDF could not be checked: %s", type(error).__name__)
        return ["unknown"]
    return [name for name in PDF_PROBLEMS if name in found]
