"""For somebody who lost both the phone and the recovery codes."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from bewoners.login.ending import end_sessions
from bewoners.models import User
from core.audit import Action, record


class Command(BaseCommand):
    help = "Removes the app, passkeys and recovery codes of an account, and ends its sessions."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="address of the account")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        user = User.objects.filter(email=email).first()
        if user is None:
            raise CommandError(_("Er is geen account met het adres %s.") % email)
        Authenticator.objects.filter(user=user).delete()
        end_sessions([user.pk])
        record(None, Action.GEWIJZIGD, user, fields=["tweede_stap"])
        self.stdout.write(_("%s heeft geen tweede stap meer, en is overal uitgelogd.") % user.email)
