"""Writes the table of the privacy handbook anew from the registered terms."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.retention import days_in_words, retention_terms

HANDBOOK = Path(settings.BASE_DIR) / "docs" / "handboek" / "privacy.md"
BEGIN, END = "<!-- bewaartermijnen: begin -->", "<!-- bewaartermijnen: einde -->"


def table() -> str:
    """Return the table in Markdown, with the terms that hold where nobody set others."""
    lines = [
        "| sleutel | wat | welke gegevens | waarom | op grond van | hoe lang |",
        "|---|---|---|---|---|---|",
    ]
    for term in retention_terms():
        how_long = f"{days_in_words(term.days)} {term.since}"
        cells = (f"`{term.key}`", term.what, term.data, term.why, term.ground, how_long)
        lines.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(lines)


def with_table(text: str) -> str:
    """Return the text of the handbook with the present table; CommandError without its marks."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not begin or not end:
        raise CommandError(_("In het handboek staat niet waar de tabel moet komen."))
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


class Command(BaseCommand):
    help = "Write the table of what is kept, and how long, into docs/handboek/privacy.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--bestand", type=Path, default=HANDBOOK, help="another file")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["bestand"]
        path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
        self.stdout.write(_("%(count)d soorten geschreven.") % {"count": len(retention_terms())})
