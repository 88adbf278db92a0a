"""After a database was put back in another way than by our own command."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from bewoners.privacy.erasing import erase_again


class Command(BaseCommand):
    help = "Erases again who stands in the ledger of erasures and is in the database after all."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Opnieuw verwijderd: %d") % erase_again())
