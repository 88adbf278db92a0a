"""Putting an archive back: everything or nothing."""

import tempfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from core import editions
from core.backup.archive import unpack
from core.backup.databases import restore_database
from core.backup.keeping import keepers
from core.backup.manifest import BackupError, Manifest
from core.backup.media import MediaSwap, media_files

# Wagtail's own migrations make the root and a page that says welcome.
PAGES_OF_AN_EMPTY_SITE = 2


def restore_archive(source: Path, *, overwrite: bool) -> Manifest:
    """Replace database and media by those of an archive; return its manifest.

    All of the archive is unpacked and checked before anything changes. The files then change
    places, which can be taken back, and last the database, which is one transaction.
    """
    media = Path(settings.MEDIA_ROOT)
    swap = MediaSwap(media)
    if swap.is_unfinished():
        raise BackupError(
            _("In %s staat nog een eerdere poging. Lees in docs/beheer.md wat u dan doet.") % media
        )
    if not overwrite and is_in_use(media):
        raise BackupError(
            _("Deze installatie is niet leeg. Met --overschrijf gaat verloren wat er nu in staat.")
        )
    # Keeps the second copy of the database on the disk of the media rather than in memory.
    try:
        new = swap.prepare()
        with tempfile.TemporaryDirectory(dir=source.parent, prefix=".terugzetten-") as folder:
            database = Path(folder) / "database"
            manifest = unpack(source, database, new)
            _check_fits(manifest)
            for keeper in keepers():
                keeper.before()
            try:
                swap.swap()
                restore_database(database, manifest.tables)
            except BaseException:
                swap.undo()
                raise
    finally:
        swap.clean_up()
    cache.clear()
    editions.forget_all()
    # The numbers of models and sites are those of the archive now.
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    return manifest


def carry_through() -> list[str]:
    """Have what outlives a restore done again; return what there is to say about it."""
    return [sentence for keeper in keepers() if (sentence := keeper.after())]


def is_in_use(media: Path) -> bool:
    """Say whether there is anything that would be lost."""
    if next(media_files(media), None):
        return True
    if get_user_model()._meta.db_table not in connection.introspection.table_names():
        return False
    return get_user_model().objects.exists() or Page.objects.count() > PAGES_OF_AN_EMPTY_SITE


def _check_fits(manifest: Manifest) -> None:
    """Refuse what this version of the site, on this database, can't hold."""
    if manifest.database != connection.vendor:
        raise BackupError(
            _("Deze reservekopie is van %(one)s, deze installatie gebruikt %(other)s.")
            % {"one": manifest.database, "other": connection.vendor}
        )
    known = set(MigrationLoader(None).disk_migrations)
    ours = {app.label for app in apps.get_app_configs()}
    for app, name in manifest.migrations:
        if app in ours and (app, name) not in known:
            raise BackupError(
                _("Deze reservekopie is van een nieuwere versie van Samenwijk (%(app)s %(name)s).")
                % {"app": app, "name": name}
            )
