"""Writes the list of design tokens anew from the built style sheets."""

from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from core.huisstijl.catalogue import FILE, as_json, read_css

SHEETS = ("css/site.css", "css/map.css")


def built_css() -> str:
    """Return the built style sheets of the site as one text; else raise CommandError."""
    paths = [finders.find(sheet) for sheet in SHEETS]
    if not all(paths):
        raise CommandError(_("De stylesheets zijn er niet. Maak ze eerst met: make setup"))
    texts = []
    for path in paths:
        with open(str(path), encoding="utf-8") as sheet:  # noqa: PTH123  # finders give text
            texts.append(sheet.read())
    return "\n".join(texts)


class Command(BaseCommand):
    help = "Write the list of design tokens that municipalities may set from the built CSS."

    def handle(self, *args: Any, **options: Any) -> None:
        tokens = read_css(built_css())
        FILE.write_text(as_json(tokens), encoding="utf-8")
        self.stdout.write(_("%(count)d tokens geschreven.") % {"count": len(tokens)})
