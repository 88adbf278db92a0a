"""Makes the versions of pictures that are missing: after a restore, or an upgrade."""

from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from core.models import SiteImage
from core.pictures.making import make_versions
from core.pictures.versions import files_of


class Command(BaseCommand):
    help = "Makes the versions of pictures that are missing, and leaves those that are there."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--bestanden", action="store_true", help="also look whether the files are there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = failed = 0
        for image in SiteImage.objects.order_by("pk").iterator():
            if options["bestanden"] and not all(
                default_storage.exists(name) for name in files_of(image.uitvoeringen)
            ):
                image.uitvoeringen = {}
                image.save(update_fields=["uitvoeringen"])
            try:
                made += make_versions(image)
            except Exception as error:  # one damaged picture may not stop the others
                failed += 1
                self.stderr.write(f"{image.pk} {image.title}: {type(error).__name__}: {error}")
        self.stdout.write(
            _("%(made)d afbeeldingen bijgewerkt, %(failed)d mislukt")
            % {"made": made, "failed": failed}
        )
