"""The kinds of things that people take part in: each add-on registers its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.functional import Promise
from wagtail.models import Site

from deelname.models import Onderwerp

LARGEST_KEY = 2**63 - 1


def _nothing(_onderwerp: Any) -> None:
    return None


def _no_address(_onderwerp: Any) -> str:
    return ""


def _path(onderwerp: Any) -> str:
    return urlsplit(onderwerp.get_url()).path


def _not_hidden(_onderwerp: Any, _user: Any, _reden: Any, _toelichting: str) -> None:
    return None


def _nowhere(_onderwerp: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind, known in addresses by its key.

    `this` points at one in a sentence: "Steun dit idee". `visible` returns what somebody may see on
    a site. `supported` is called in the transaction of each new support, with the locked row: it
    moves an idea on that has enough of it. `sender` is whose it is, if that is somebody with an
    account. `address` is where it is on its own site: a path that keeps working when its name
    changes. `hide` hides it for a moderator, with a reason and an explanation; `workplace` is its
    address in the admin.
    """

    key: str
    label: str | Promise
    this: str | Promise
    model: type[Onderwerp]
    visible: Callable[[Any, Site], QuerySet[Any]]
    supported: Callable[[Any], None] = _nothing
    sender: Callable[[Any], Any] = _nothing
    address: Callable[[Any], str] = _path
    poster: Callable[[Any], str] = _no_address
    hide: Callable[[Any, Any, Any, str], Any] = _not_hidden
    workplace: Callable[[Any], str] = _nowhere


_subjects: dict[str, Subject] = {}


def register_subject(subject: Subject) -> Subject:
    """Make a kind known; one with the same key takes the place of the earlier one."""
    _subjects[subject.key] = subject
    return subject


def subjects() -> list[Subject]:
    return list(_subjects.values())


def find_subject(key: str) -> Subject | None:
    return _subjects.get(key)


def subject_of(onderwerp: Onderwerp) -> Subject:
    """Return the kind of a thing; KeyError when its app did not register it."""
    for subject in _subjects.values():
        if isinstance(onderwerp, subject.model):
            return subject
    raise KeyError(type(onderwerp).__name__)


def find_visible(key: str, pk: int, user: Any, site: Site | None) -> Any:
    """Return the thing with this number that somebody may see on this site, or None."""
    subject = _subjects.get(key)
    if subject is None or site is None or pk > LARGEST_KEY:
        return None
    return subject.visible(user, site).filter(pk=pk).first()


def is_shown(onderwerp: Any) -> bool:
    """Say whether everybody may see a thing: it may be public itself, in what is closed."""
    visible = subject_of(onderwerp).visible(AnonymousUser(), onderwerp.site)
    return visible.filter(pk=onderwerp.pk).exists()


def lock(onderwerp: Onderwerp) -> Any:
    """Return the thing anew, locked until the end of the transaction."""
    manager = type(onderwerp)._default_manager
    return manager.select_for_update(of=("self",)).get(pk=onderwerp.pk)


def type_of(model: type[Onderwerp]) -> ContentType:
    return ContentType.objects.get_for_model(model)
