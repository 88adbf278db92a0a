"""Make the site of a municipality and a page for each of its neighbourhoods."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from tqdm import tqdm
from wagtail.models import Site

from home.models import HomePage
from home.services import create_wijken, split_host
from kaart.models import Gebied, Niveau
from wijkpaginas.models import WijkPage


class Command(BaseCommand):
    help = "Makes the municipality's site and a published page per area; adds only what is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", required=True, help="host name of the site, host:port if odd")
        parser.add_argument("--gemeente", required=True, help="name or code of the municipality")
        parser.add_argument("--niveau", required=True, choices=["wijk", "buurt"])
        parser.add_argument("--jaar", type=int, help="year of the areas; the newest by default")
        parser.add_argument(
            "--binnenkort", action="store_true", help="prepare the neighbourhoods, open them later"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            hostname, port = split_host(options["host"])
        except ValueError as error:
            raise CommandError(
                _("‘%s’ is geen adres van een site, zoals wijken.example.nl.") % options["host"]
            ) from error
        areas = Gebied.objects.of_gemeente(options["gemeente"]).filter(niveau=options["niveau"])
        if options["jaar"]:
            areas = areas.filter(jaar=options["jaar"])
        newest = areas.order_by("-jaar").values_list("jaar", flat=True).first()
        if newest is None:
            raise CommandError(
                _("Er zijn geen gebieden (%(niveau)s) van ‘%(gemeente)s’. Lees die eerst in.")
                % options
            )
        gebieden = list(areas.filter(jaar=newest).order_by("code"))
        opening = WijkPage.Opening.BINNENKORT if options["binnenkort"] else WijkPage.Opening.OPEN
        municipality = Gebied.objects.filter(
            niveau=Niveau.GEMEENTE, gemeentecode=gebieden[0].gemeentecode
        ).latest("jaar")
        site = Site.objects.filter(hostname=hostname, port=port).first()
        if site and not isinstance(site.root_page.specific, HomePage):
            raise CommandError(
                _("De site van ‘%s’ heeft geen voorpagina van een gemeente.") % options["host"]
            )
        result = create_wijken(
            hostname,
            port,
            municipality.naam,
            tqdm(gebieden, unit=options["niveau"], disable=None),
            opening=opening,
        )
        if result.site_created:
            self.stdout.write(_("Nieuwe site: %s") % result.site.root_url)
        self.stdout.write(
            _("%(new)d wijken gemaakt, %(completed)d aangevuld, %(same)d ongemoeid gelaten.")
            % {
                "new": len(result.created),
                "completed": len(result.completed),
                "same": result.untouched,
            }
        )
