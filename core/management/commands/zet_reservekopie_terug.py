"""From an archive back to a working installation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.backup.manifest import BackupError
from core.backup.restore import carry_through, restore_archive


class Command(BaseCommand):
    help = "Replaces database and media by those of an archive: all of it, or nothing."
    # It also restores into a database that has no tables yet.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an archive of maak_reservekopie")
        parser.add_argument(
            "--overschrijf", action="store_true", help="lose what this installation has now"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        source: Path = options["file"].resolve()
        if not source.is_file():
            raise CommandError(_("%s is geen bestand.") % source)
        try:
            manifest = restore_archive(source, overwrite=options["overschrijf"])
        except (BackupError, OSError) as error:
            raise CommandError(_("Er is niets teruggezet. %s") % error) from error
        self.stdout.write(
            _("De reservekopie van %s is teruggezet en nageteld. Voer nu migrate uit.")
            % manifest.made_at
        )
        try:
            sentences = carry_through()
        except Exception as error:
            raise CommandError(
                _("Wie verwijderd was, is nog niet opnieuw verwijderd: voer %s uit. %s")
                % ("herhaal_verwijderingen", error)
            ) from error
        for sentence in sentences:
            self.stdout.write(sentence)
