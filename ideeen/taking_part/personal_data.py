"""The ideas of a person: handed over when they ask; when they leave, nobody's.

What was on the site stays, with all that others did with it. What never was goes altogether.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import ProtectedError, Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, WorkflowState

from bewoners.models import User
from core.personal_data import PersonalData, register_personal_data
from deelname.models import Foto
from deelname.subjects import type_of
from ideeen.models import Idee, Stap
from ideeen.services.versions import discard_version

# Columns that say who it is, wherever a version holds them.
TELLING = ("indiener", "papier_naam", "papier_contact", "bezwaar")


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


def _erase(user: User) -> None:
    for idee in _own(user).select_for_update(of=("self",)):
        _erase_idea(idee)
    Stap.objects.filter(door=user).update(door=None)
    _versions_by(user).update(user=None)
    WorkflowState.objects.filter(requested_by=user).update(requested_by=None)
    for role in ("behandelaar", "ingevoerd_door"):
        Idee.objects.filter(**{role: user}).update(**{role: None})


def _erase_idea(idee: Idee) -> None:
    """Take the sender out of an idea; delete one that never was on the site."""
    if idee.geplaatst_op is None and not idee.is_public:
        try:
            idee.delete()
        except ProtectedError:
            # Another one goes on in it: that one needs it.
            pass
        else:
            return
    discard_version(idee)
    for version in Revision.objects.for_instance(idee).exclude(pk=idee.live_revision_id):
        version.delete()
    for version in Revision.objects.for_instance(idee):
        version.content = {key: val for key, val in version.content.items() if key not in TELLING}
        version.user = None
        version.save(update_fields=["content", "user"])
    Idee.objects.filter(pk=idee.pk).update(
        indiener=None,
        papier_naam="",
        papier_contact="",
        bezwaar="",
        latest_revision=idee.live_revision,
    )


def _versions_by(user: User) -> "QuerySet[Revision]":
    kind = Q(base_content_type=type_of(Idee))
    return Revision.objects.filter(kind, user=user)


register_personal_data(
    PersonalData(
        key="ideeen",
        label=_("Uw ideeën"),
        export=_export,
        copies=_photos,
        erase=_erase,
        goes=_("Ideeën die nooit op de site stonden, en wijzigingen die wachten, gaan weg."),
        stays=_("Ideeën die op de site staan of stonden, van een “voormalig deelnemer”."),
    )
)
