"""The files of a photo go when its row goes, and photos that waited too long go with theirs."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from bewoners.confirming.waiting import LINK_WORKS
from core.retention import Bewaartermijn, register_retention
from deelname.models import Foto, TijdelijkeFoto
from deelname.photos.keeping import forget, remove_files


@receiver(post_delete, sender=Foto, dispatch_uid="deelname.photos.files")
def _remove_files(instance: Foto, **_kwargs: Any) -> None:
    transaction.on_commit(lambda: remove_files([instance]))


def waiting_since(limit: datetime) -> "QuerySet[TijdelijkeFoto]":
    return TijdelijkeFoto.objects.filter(created_at__lt=limit)


register_retention(
    Bewaartermijn(
        key="tijdelijke_fotos",
        what=_("Foto's bij een formulier dat nog niet af is"),
        data=_("Foto's, met wat erop staat"),
        why=_(
            "Om foto's niet nog eens te hoeven sturen als een formulier nog niet af is of nog "
            "bevestigd moet worden"
        ),
        ground=_("Toestemming"),
        since=_("nadat de foto binnenkwam"),
        # A day longer than the link of a mail works.
        days=LINK_WORKS.days + 1,
        due=waiting_since,
        remove=forget,
    )
)
