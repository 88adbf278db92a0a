"""The demo: a fictional municipality to look around in."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Site

from home.demo.accounts import load_accounts
from home.demo.ideas.loader import load_ideas
from home.demo.loader import HOME_SLUG, HOST, load_demo


class Command(BaseCommand):
    help = "Makes the fictional municipality Waterhage anew; leaves other sites as they are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port of the demo's site")
        parser.add_argument(
            "--if-empty", action="store_true", help="only when there is no site yet; keep all data"
        )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if options["if_empty"] and Site.objects.exists():
            demo = Site.objects.filter(root_page__slug=HOME_SLUG).exclude(port=options["port"])
            for site in demo:
                site.port = options["port"]
                site.save()
            return
        taken = Site.objects.filter(hostname=HOST, port=options["port"])
        if taken.exclude(root_page__slug=HOME_SLUG).exists():
            raise CommandError(
                _("Op %(host)s:%(port)d staat al een andere site. Kies een andere poort.")
                % {"host": HOST, "port": options["port"]}
            )
        site = load_demo(options["port"])
        logins = load_accounts(site)
        load_ideas(site)
        # Searching works at once, rather than when the worker has come so far.
        call_command("update_index", verbosity=0)
        if not options["verbosity"]:
            return
        self.stdout.write(_("De demo staat klaar op %s/") % site.root_url)
        for address, password, role in logins:
            self.stdout.write(f"  {address}  {password}  ({role})")
