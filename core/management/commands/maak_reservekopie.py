"""Everything that people made on this installation, in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from core.backup.archive import write_archive
from core.backup.manifest import MEDIA, BackupError


class Command(BaseCommand):
    help = "Writes database and media to one archive, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="where the archive goes; it may not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].resolve()
        if not target.parent.is_dir():
            raise CommandError(_("De map %s is er niet.") % target.parent)
        if target.exists():
            raise CommandError(_("%s is er al. Kies een andere naam.") % target)
        try:
            manifest = write_archive(target)
        except (BackupError, OSError) as error:
            raise CommandError(_("Er is geen reservekopie gemaakt. %s") % error) from error
        self.stdout.write(
            _("De reservekopie %(file)s is klaar: %(rows)d rijen en %(files)d bestanden.")
            % {
                "file": target,
                "rows": sum(manifest.tables.values()),
                "files": sum(name.startswith(MEDIA) for name in manifest.files),
            }
        )
