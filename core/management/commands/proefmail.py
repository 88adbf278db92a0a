"""A mail to oneself, to see that outbox, worker and mail server do their work."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.mail.outbox import queue_mail


class Command(BaseCommand):
    help = "Puts a test mail in the outbox; the worker sends it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", help="who gets the mail")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            validate_email(options["address"])
        except ValidationError as error:
            raise CommandError(_("‘%s’ is geen e-mailadres.") % options["address"]) from error
        moment = date_format(timezone.localtime(), "j F Y H:i")
        mail = queue_mail(
            "proef",
            to=[options["address"]],
            key=f"proef-{uuid.uuid4().hex}",
            context={"moment": moment},
        )
        self.stdout.write(_("Mail %d staat klaar; de worker verstuurt hem.") % mail.pk)
