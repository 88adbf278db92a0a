"""`manage.py tel_kaartcellen`: checks what is counted in the cells of maps, or counts it anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.publication import all_sites_changed
from kaart.tallies import count_anew, differences, layers


class Command(BaseCommand):
    help = "Controleert de aantallen op de kaarten. Met --opnieuw telt het alles opnieuw."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--opnieuw", action="store_true", help="Tel alles opnieuw.")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = 0
        for layer in layers():
            different = differences(layer)
            wrong += different
            self.stdout.write(f"{layer.key}: {different} cellen kloppen niet.")
            if options["opnieuw"]:
                count_anew(layer)
                all_sites_changed()
        if options["opnieuw"]:
            self.stdout.write(self.style.SUCCESS("Alles is opnieuw geteld."))
        elif wrong:
            raise CommandError("Tel opnieuw met --opnieuw.")
