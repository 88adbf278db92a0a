"""Taking words away that should never have been here, such as a name or a telephone number.

An idea keeps what it said before, and everybody reads what was changed. So mending the text itself
is not enough: the words go from all that is kept of the idea, comments and the log included.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Revision
from wagtail.search.index import insert_or_update_object

from bewoners.models import User
from bewoners.privacy.traces import replaced
from core.publication import site_changed
from core.search import forget_gone_words
from deelname.models import Foto, Gebeurtenis, Reactie
from deelname.subjects import lock
from ideeen.models import Idee, Stap, Uitkomst
from ideeen.services.acting import note, role_for
from ideeen.services.version_photos import ALTS
from ideeen.workflow import Rol

SHORTEST = 3
# What holds texts of people in a version, an event or a row of the log; the rest are codes.
TEXTS = {
    "titel", "tekst", "adres", ALTS, "was", "wordt", "reden", "voor", "na", "noot", "toelichting",
}  # fmt: skip


def _places(idee: Idee) -> list[tuple[Any, tuple[str, ...]]]:
    """Return the rows about an idea that hold texts, with the columns of these."""
    comments = Reactie.objects.about(idee)
    own = ("titel", "tekst", "adres", "antwoord", "redactie_noot", "bezwaar")
    log: Any = ModelLogEntry.objects
    return [
        (Idee.objects.filter(pk=idee.pk), own),
        (Revision.objects.for_instance(idee), ("content", "object_str")),
        (Gebeurtenis.objects.about(idee), ("data",)),
        (Stap.objects.filter(idee=idee), ("toelichting",)),
        (Uitkomst.objects.filter(idee=idee), ("toelichting",)),
        (Foto.objects.about(idee), ("alt",)),
        (comments, ("tekst", "bezwaar")),
        *((Foto.objects.about(comment), ("alt",)) for comment in comments),
        (log.for_instance(idee), ("label", "data")),
    ]


@transaction.atomic
def take_words_away(idee: Idee, door: User, words: str) -> int:
    """Put a mark in the place of words wherever they stand by themselves; return in how many rows.

    Raises ValidationError when they are too short, or stand nowhere.
    """
    locked: Idee = lock(idee)
    role_for(door, locked, Rol.MODERATOR)
    wanted = " ".join(words.split())
    if len(wanted) < SHORTEST:
        raise ValidationError({"woorden": _("Vul minstens %d tekens in.") % SHORTEST})
    changed = sum(_take_away(rows, columns, wanted) for rows, columns in _places(locked))
    if not changed:
        raise ValidationError({"woorden": _("Deze woorden staan nergens bij dit idee.")})
    note(locked, "weggehaald", door)
    idee.refresh_from_db()
    # Plain updates send no signal.
    insert_or_update_object(idee)
    forget_gone_words()
    if idee.is_public:
        site_changed(idee.site_id)
    return changed


def _take_away(rows: Any, columns: tuple[str, ...], words: str) -> int:
    changed = 0
    for row in rows.all():
        values = {}
        for name in columns:
            before = getattr(row, name)
            after = _without(before, words)
            if isinstance(after, str):
                after = after[: row._meta.get_field(name).max_length]
            if after != before:
                values[name] = after
        if values:
            changed += rows.model._default_manager.filter(pk=row.pk).update(**values)
    return changed


def _without(value: Any, words: str) -> Any:
    mark = _("(weggehaald)")
    if not isinstance(value, dict):
        return replaced(value, [words], mark)
    return {
        key: replaced(item, [words], mark) if key in TEXTS else item for key, item in value.items()
    }
