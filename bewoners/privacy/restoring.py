"""Erasing once more whom a restored back-up brought back."""

from typing import Any

from django.apps import AppConfig, apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bewoners.models import Verwijdering
from bewoners.privacy import ledger
from bewoners.privacy.erasing import erase_again
from core.backup.keeping import Keeper, register_keeper
from core.backup.manifest import BackupError


def before_restore() -> None:
    """Have the file hold all that the table holds, which is about to be replaced."""
    if Verwijdering._meta.db_table not in connection.introspection.table_names():
        return
    try:
        ledger.add_to_file(sorted(ledger.read_table() - ledger.read_file()))
    except OSError as error:
        raise BackupError(
            _("De lijst van verwijderingen kan niet worden bewaard: %s") % error
        ) from error


def after_restore() -> str:
    """Erase again, or say that it has to wait for the tables of this version."""
    if not ledger.read_file() and not _is_up_to_date():
        return ""
    if not _is_up_to_date():
        return _("Daarbij wordt ook opnieuw verwijderd wie na deze reservekopie is verwijderd.")
    count = erase_again()
    if not count:
        return ""
    return ngettext(
        "%(count)d account is opnieuw verwijderd.",
        "%(count)d accounts zijn opnieuw verwijderd.",
        count,
    ) % {"count": count}


def after_migrate(sender: AppConfig, **kwargs: Any) -> None:
    """Erase again when the file knows of erasures that the database does not."""
    if _is_up_to_date() and ledger.read_file() - ledger.read_table():
        erase_again()


def _is_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


register_keeper(Keeper(before_restore, after_restore))
post_migrate.connect(after_migrate, sender=apps.get_app_config("bewoners"), dispatch_uid="ledger")
