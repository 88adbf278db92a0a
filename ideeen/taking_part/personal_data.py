"""The ideas of a person: handed over when they ask; when they leave, nobody's.

What was on the site stays, with all that others did with it. What never was goes altogether.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from bewoners.models import User
from core.personal_data import PersonalData, register_personal_data
from deelname.models import Foto
from deelname.subjects import type_of
from ideeen.models import Idee
from ideeen.taking_part.erasing import erase_ideas


def _own(user: User) -> "QuerySet[Idee]":
    rows: QuerySet[Idee] = Idee.objects.filter(indiener=user)
    return rows


def _export(user: User) -> Iterator[dict[str, Any]]:
    for idee in _own(user).select_related("wijk", "thema").order_by("pk").iterator():
        yield {
            "nummer": idee.pk,
            "titel": idee.titel,
            "tekst": idee.tekst,
            "wijk": idee.wijk.title,
            "thema": idee.thema.naam if idee.thema else None,
            "adres": idee.adres,
            "lat": idee.lat,
            "lon": idee.lon,
            "namens": idee.get_namens_display(),
            "stadium": idee.get_stadium_display(),
            "antwoord": idee.antwoord,
            "bezwaar": idee.bezwaar,
            "gemaakt_op": idee.created_at,
            "wijziging_die_wacht": _waiting_version(idee),
        }


def _waiting_version(idee: Idee) -> dict[str, Any] | None:
    version = idee.latest_revision if idee.has_unpublished_changes else None
    return {name: version.content.get(name) for name in Idee.CONTENT} if version else None


def _photos(user: User) -> Iterable[FieldFile]:
    photos = Foto.objects.filter(
        onderwerp_type=type_of(Idee), onderwerp_id__in=_own(user).values("pk")
    )
    return [photo.bestand for photo in photos if photo.bestand]


register_personal_data(
    PersonalData(
        key="ideeen",
        label=_("Uw ideeën"),
        export=_export,
        copies=_photos,
        erase=erase_ideas,
        goes=_(
            "Ideeën die nooit op de site stonden, wat ingetrokken of verborgen is, wijzigingen die "
            "wachten en oude teksten gaan weg."
        ),
        stays=_("Ideeën die op de site staan, van een “voormalig deelnemer”."),
    )
)
