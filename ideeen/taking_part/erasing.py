"""Taking somebody out of their ideas.

What everybody reads stays, of nobody; also what the municipality said of it there names them no
more. What nobody reads goes with its words: an idea that never was on the site altogether; of one
that was, and was taken off, the row stays, for the support and the words of others. Older texts go
from versions, events and logs, as these may hold what was taken out of the text for a reason.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ProtectedError, Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Revision, TaskState, WorkflowState
from wagtail.search.index import insert_or_update_object

from bewoners.models import User
from bewoners.privacy.traces import without_person, without_words
from core.personal_data import words_of
from deelname.models import Foto, Gebeurtenis, Reactie
from deelname.personal_data import name_nobody_on_photos
from deelname.subjects import type_of
from ideeen.models import Idee, Stap, Uitkomst
from ideeen.services.versions import discard_version
from ideeen.versions_diff import EVENT
from ideeen.workflow import PUBLIC, Stadium

# What was taken off the site, and comes back for nobody.
OFF = (Stadium.INGETROKKEN, Stadium.AFGEWEZEN, Stadium.VERBORGEN)
# What rows of the log say in the words of a sender, or to them.
LOGGED = ("voor", "na", "noot", "toelichting")


def erase_ideas(user: User) -> None:
    """Take somebody out of all ideas, as a sender and as somebody who works with them."""
    words = words_of(user)
    for idee in Idee.objects.filter(indiener=user).select_for_update(of=("self",)):
        _erase_idea(idee, words)
    Stap.objects.filter(door=user).update(door=None)
    _versions_by(user).update(user=None)
    WorkflowState.objects.filter(requested_by=user).update(requested_by=None)
    for role in ("behandelaar", "ingevoerd_door"):
        Idee.objects.filter(**{role: user}).update(**{role: None})


def _erase_idea(idee: Idee, words: Iterable[str]) -> None:
    forget_log(idee)
    if idee.geplaatst_op is None and not idee.is_public:
        try:
            idee.delete()
        except ProtectedError:
            # Another one goes on in it: that one needs it.
            pass
        else:
            return
    discard_version(idee)
    _forget_history(idee, words)
    if idee.is_public or (idee.stadium not in OFF and idee.geplaatst_op):
        values = _without_name(idee, words)
    else:
        values = _without_words(idee)
    values["antwoord"] = _cut(idee, "antwoord", without_words(idee.antwoord, words))
    _forget_versions(idee, values)
    Idee.objects.filter(pk=idee.pk).update(
        **values,
        indiener=None,
        papier_naam="",
        papier_contact="",
        bezwaar="",
        latest_revision=idee.live_revision,
    )
    # Without a signal; a task that finds it later would be too late.
    insert_or_update_object(Idee.objects.get(pk=idee.pk))


def _without_name(idee: Idee, words: Iterable[str]) -> dict[str, Any]:
    """Return what is to be read of an idea by which nobody is named; the same with its photos."""
    name_nobody_on_photos(idee, words)
    own = {name: without_person(getattr(idee, name), words) for name in ("titel", "tekst")}
    own["redactie_noot"] = without_words(idee.redactie_noot, words)
    return {name: _cut(idee, name, text) for name, text in own.items()}


def _cut(row: Any, name: str, text: str) -> str:
    """Return as much of a text as its column holds."""
    longest: int = row._meta.get_field(name).max_length
    return text[:longest]


def _without_words(idee: Idee) -> dict[str, Any]:
    """Return the columns of an idea of which only the row is left; its photos go now."""
    for photo in Foto.objects.about(idee):
        photo.delete()
    Gebeurtenis.objects.about(idee).update(lat=None, lon=None)
    place = {"lat": None, "lon": None, "cel": None, "adres": ""}
    return place | {"titel": _("Verwijderd idee"), "tekst": "", "redactie_noot": ""}


def _forget_versions(idee: Idee, values: dict[str, Any]) -> None:
    """Leave the version that is public, if there is one, with the text as it is now."""
    for version in Revision.objects.for_instance(idee).exclude(pk=idee.live_revision_id):
        version.delete()
    kept = {name: getattr(idee, name) for name in Idee.CONTENT if name != "thema"}
    kept |= {name: value for name, value in values.items() if name in kept}
    kept |= {"pk": idee.pk, "thema": idee.thema_id}
    Revision.objects.for_instance(idee).update(content=kept, user=None, object_str="")


def _forget_history(idee: Idee, words: Iterable[str]) -> None:
    """Leave that it was changed, and what became of it; take away older texts and words to it.

    What the municipality said in public stays, to nobody.
    """
    for event in Gebeurtenis.objects.about(idee):
        data = {
            name: without_words(value, words)
            for name, value in event.data.items()
            if event.soort != EVENT or name == "velden"
        }
        Gebeurtenis.objects.filter(pk=event.pk).update(data=data)
    Stap.objects.filter(idee=idee).exclude(naar__in=PUBLIC).update(toelichting="")
    said: list[tuple[Any, str]] = [
        (Stap.objects.filter(idee=idee), "toelichting"),
        (Uitkomst.objects.filter(idee=idee), "toelichting"),
        (Reactie.objects.about(idee).exclude(rol=""), "tekst"),
    ]
    for rows, name in said:
        for row in rows.exclude(**{name: ""}):
            plain = _cut(row, name, without_words(getattr(row, name), words))
            rows.filter(pk=row.pk).update(**{name: plain})
    states = WorkflowState.objects.for_instance(idee)
    TaskState.objects.filter(workflow_state__in=states).update(comment="")


def forget_log(idee: Idee) -> None:
    """Leave in the admin's log what was done with an idea, and by whom, without its words."""
    kind = ContentType.objects.get_for_model(Idee)
    for entry in ModelLogEntry.objects.filter(content_type=kind, object_id=str(idee.pk)):
        data = {name: value for name, value in (entry.data or {}).items() if name not in LOGGED}
        ModelLogEntry.objects.filter(pk=entry.pk).update(data=data, label=f"Idee {idee.pk}")


def _versions_by(user: User) -> "QuerySet[Revision]":
    kind = Q(base_content_type=type_of(Idee))
    return Revision.objects.filter(kind, user=user)
