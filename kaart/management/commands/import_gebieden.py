"""Read areas from a file or an address of the CBS into the table of areas."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext as _
from tqdm import tqdm

from kaart import lookup
from kaart.areas.errors import AreaSourceError
from kaart.areas.selection import select_areas
from kaart.areas.store import Outcome, store_areas
from kaart.models import Niveau


class Command(BaseCommand):
    """`manage.py import_gebieden BRON`; running it again changes nothing."""

    help = _("Leest wijken, buurten en gemeenten in uit GeoJSON van het CBS (PDOK).")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say what can be chosen."""
        parser.add_argument("source", metavar="BRON", help=_("Bestand, of adres met http(s)://"))
        parser.add_argument("--gemeente", help=_("Alleen deze gemeente: naam of code"))
        parser.add_argument("--niveau", choices=Niveau.values, help=_("Alleen dit niveau"))
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Controleer alles, maar bewaar niets")
        )
        parser.add_argument("--bron", default="CBS", help=_("Bron bij de kerncijfers"))
        parser.add_argument("--credit", help=_("Naamsvermelding bij de kaart"))
        parser.add_argument(
            "--voortgang",
            action="store_true",
            help=_("Toon de voortgang, ook als dit geen terminal is"),
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Turn whatever goes wrong into one sentence."""
        # None: tqdm itself looks whether standard error is a terminal.
        hidden = False if options["voortgang"] else None

        def track(items: Iterable[Any], total: int | None, doing: str) -> Iterable[Any]:
            return tqdm(items, total=total, desc=doing, file=sys.stderr, disable=hidden)

        try:
            selection = select_areas(
                options["source"],
                gemeente=options["gemeente"],
                niveau=options["niveau"],
                track=track,
            )
            outcome = store_areas(
                selection.records,
                bron=options["bron"],
                credit=options["credit"],
                track=track,
                dry_run=options["dry_run"],
            )
        except AreaSourceError as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            raise CommandError(
                _("Iets anders schreef tegelijk dezelfde gebieden weg. Begin opnieuw.")
            ) from error
        except DatabaseError as error:
            raise CommandError(
                _("De database kon de gebieden niet bewaren: %(reason)s.")
                % {"reason": str(error).strip().splitlines()[0].rstrip(".")}
            ) from error
        lookup.forget()
        if options["verbosity"]:
            self.stdout.write(self._summary(outcome, selection.water, dry_run=options["dry_run"]))

    def _summary(self, outcome: Outcome, water: int, *, dry_run: bool) -> str:
        text = _(
            "%(created)d nieuw, %(changed)d gewijzigd, %(unchanged)d ongewijzigd, "
            "%(water)d keer water overgeslagen."
        ) % {
            "created": outcome.created,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
            "water": water,
        }
        if outcome.derived:
            text += " " + _("Gemeenten uit hun delen gemaakt: %(derived)d.") % {
                "derived": outcome.derived
            }
        if dry_run:
            text += " " + _("Dit was een proef: er is niets bewaard.")
        return text
