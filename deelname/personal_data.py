"""What taking part keeps of a person: handed over when they ask, and erased when they leave.

What the public reads stays, without who wrote it; support keeps counting, of nobody.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _

from bewoners.models import User
from bewoners.privacy.traces import without_person, without_words
from core.personal_data import PersonalData, register_personal_data, words_of
from deelname.models import Foto, Gebeurtenis, Melding, Reactie, Steun, Volging
from deelname.services.reacties import empty_comment, events_of, lock_both
from deelname.services.volgen import unfollow
from deelname.subjects import type_of

LONGEST = Reactie._meta.get_field("tekst").max_length
LONGEST_ALT = Foto._meta.get_field("alt").max_length
LONGEST_REPORT = Melding._meta.get_field("toelichting").max_length
NEVER_SHOWN = (Reactie.Stand.WACHT, Reactie.Stand.VERBORGEN)


def _title(row: Any) -> str:
    return str(row.onderwerp) if row.onderwerp else ""


def _export_support(user: User) -> Iterator[dict[str, Any]]:
    for row in Steun.objects.filter(user=user).prefetch_related("onderwerp").order_by("pk"):
        yield {
            "waarvoor": _title(row),
            "uit_eigen_wijk": row.uit_eigen_wijk,
            "krijgt_mails": row.mails,
            "sinds": row.created_at,
        }


def _export_follows(user: User) -> list[dict[str, Any]]:
    rows = Volging.objects.filter(user=user).prefetch_related("onderwerp").order_by("pk")
    return [{"wat": _title(row), "sinds": row.created_at} for row in rows]


def _export_comments(user: User) -> Iterator[dict[str, Any]]:
    for row in Reactie.objects.filter(user=user).prefetch_related("onderwerp").order_by("pk"):
        yield {
            "bij": _title(row),
            "tekst": row.tekst,
            "bezwaar": row.bezwaar,
            "stand": row.get_stand_display(),
            "in_de_rol_van": row.rol,
            "geschreven_op": row.created_at,
            "gewijzigd_op": row.edited_at,
        }


def _comment_photos(user: User) -> Iterable[FieldFile]:
    own = Reactie.objects.filter(user=user).values("pk")
    photos = Foto.objects.filter(onderwerp_type=type_of(Reactie), onderwerp_id__in=own)  # type: ignore[arg-type]
    return [photo.bestand for photo in photos if photo.bestand]


def _export_reports(user: User) -> list[dict[str, Any]]:
    rows = Melding.objects.filter(user=user).order_by("pk")
    return [
        {
            "wat_was_er_mis": row.get_soort_display(),
            "toelichting": row.toelichting,
            "stand": row.get_stand_display(),
            "gemeld_op": row.created_at,
        }
        for row in rows
    ]


def _erase_support(user: User) -> None:
    Steun.objects.filter(user=user).update(user=None)


def _erase_follows(user: User) -> None:
    for row in Volging.objects.filter(user=user).prefetch_related("onderwerp"):
        if row.onderwerp:
            unfollow(row.onderwerp, user)
    Volging.objects.filter(user=user).delete()


def _erase_comments(user: User) -> None:
    """Leave what the public reads; take away what it never did, or does no longer."""
    for row in Reactie.objects.filter(user=user, stand__in=NEVER_SHOWN):
        empty_comment(*lock_both(row))
    words = words_of(user)
    for row in Reactie.objects.filter(user=user).exclude(tekst=""):
        plain = without_person(row.tekst, words)
        if plain != row.tekst:
            Reactie.objects.filter(pk=row.pk).update(tekst=plain[:LONGEST])
        name_nobody_on_photos(row, words)
    # To whom the municipality answers is named as nobody too.
    for row in Reactie.objects.filter(parent__user=user).exclude(rol=""):
        plain = without_words(row.tekst, words)
        Reactie.objects.filter(pk=row.pk).update(tekst=plain[:LONGEST])
        for event in events_of(row.onderwerp, row):
            Gebeurtenis.objects.filter(pk=event.pk).update(data=without_words(event.data, words))
    Reactie.objects.filter(user=user).update(user=None, bezwaar="")


def name_nobody_on_photos(about: Any, words: Iterable[str]) -> None:
    """Take these words out of what is said of the photos of an idea or a comment."""
    for photo in Foto.objects.about(about).exclude(alt=""):
        alt = without_person(photo.alt, words)[:LONGEST_ALT]
        Foto.objects.filter(pk=photo.pk).update(alt=alt)


def _erase_reports(user: User) -> None:
    """Keep what still has to be judged: it is about somebody else."""
    own = Melding.objects.filter(user=user)
    own.exclude(stand=Melding.Stand.OPEN).update(toelichting="")
    words = words_of(user)
    for row in own.exclude(toelichting=""):
        plain = without_person(row.toelichting, words)[:LONGEST_REPORT]
        Melding.objects.filter(pk=row.pk).update(toelichting=plain)
    own.update(user=None)
    Melding.objects.filter(handled_by=user).update(handled_by=None)


register_personal_data(
    PersonalData(
        key="steun",
        label=_("Wat u steunt"),
        export=_export_support,
        erase=_erase_support,
        stays=_("Uw steun blijft tellen. Er staat niet meer bij dat die van u is."),
    ),
    PersonalData(
        key="volgt_onderwerpen",
        label=_("Ideeën die u volgt"),
        export=_export_follows,
        erase=_erase_follows,
        goes=_("De lijst van ideeën die u volgt, wordt verwijderd."),
    ),
    PersonalData(
        key="reacties",
        label=_("Uw reacties"),
        export=_export_comments,
        copies=_comment_photos,
        erase=_erase_comments,
        goes=_("Reacties die niet op de site staan, worden verwijderd."),
        stays=_("Reacties op de site, met de naam “voormalig deelnemer”."),
    ),
    PersonalData(
        key="meldingen",
        label=_("Wat u meldde bij de moderators"),
        export=_export_reports,
        erase=_erase_reports,
        stays=_("Meldingen die nog niet zijn beoordeeld, zonder uw naam."),
    ),
)
