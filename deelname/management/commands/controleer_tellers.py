"""Counts all support, comments and followers anew, and says what does not agree."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from deelname.counters import differences, repair


class Command(BaseCommand):
    help = "Checks every counter against the rows that it counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--herstel", action="store_true", help="repair what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for difference in differences():
            wrong += 1
            row = difference.onderwerp
            if options["herstel"]:
                repair(row)
            self.stdout.write(
                f"{row._meta.label} {row.pk}: {difference.says} moet zijn {difference.has}"
            )
        if not wrong:
            self.stdout.write(_("Alle tellers kloppen."))
        elif options["herstel"]:
            self.stdout.write(_("%(aantal)d hersteld.") % {"aantal": wrong})
        else:
            raise CommandError(
                _("%(aantal)d tellen verkeerd. Herstel ze met --herstel.") % {"aantal": wrong}
            )
