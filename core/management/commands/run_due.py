"""What has to happen at some moment: publish and expire pages, retry mails, clean up once a day."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils.translation import gettext as _

from core.cleaning import clean_up
from core.due import run_due_tasks
from core.mail.outbox import retry_waiting_mails


class Command(BaseCommand):
    help = "Does what is due; call it every minute, or let it run with --every."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="keep running, with this pause in between"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            call_command("publish_scheduled", verbosity=0)
            retried = retry_waiting_mails()
            if retried:
                self.stdout.write(_("%d mails opnieuw aangeboden") % retried)
            run_due_tasks()
            removed = sum(row.count for row in clean_up())
            if removed:
                self.stdout.write(_("%d gegevens opgeruimd, omdat de termijn voorbij is") % removed)
            if not options["every"]:
                return
            close_old_connections()
            time.sleep(options["every"])
