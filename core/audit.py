"""Noting what staff see and change of residents' data.

A service or a view calls `record`, in the transaction of what it does. Names and addresses never
go into a row: it says which fields changed, not into what.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase
from wagtail.log_actions import log, registry
from wagtail.models import Site

from core.logs import request_id
from core.models.audit import AuditEntry

Action = AuditEntry.Action
About = Model | type[Model]
OK = 200


def record(  # noqa: PLR0913  # a row has these parts
    actor: Any,
    action: str,
    about: About,
    *,
    request: HttpRequest | None = None,
    fields: Iterable[str] = (),
    label: str = "",
) -> AuditEntry:
    """Write down that `actor` did this with `about`: one thing, or a model for all of its kind.

    `actor` is an account, or None for the site itself. `fields` names what changed. `label` says in
    a few words what was special, and may hold nothing about a person.
    """
    values = _about(about) | _circumstances(actor, action, request, fields)
    if isinstance(about, Model):
        # What is done by a service has no request.
        values["site_id"] = values["site_id"] or getattr(about, "site_id", None)
    entry = AuditEntry(**values, label=label)
    entry.save()
    return entry


def note_change(
    thing: Model, action: str, actor: Any, *, about: Model | None = None, **data: Any
) -> None:
    """Write in Wagtail's history of a thing what staff did, and here that they did.

    `action` is one of Wagtail's log actions. `about` is what was changed, when that is a part of
    the thing, such as a comment. `data` is for the history: here none of it stands.
    """
    log(instance=thing, action=action, user=actor, data=data)
    label = str(registry.get_action_label(action))
    record(actor, Action.GEWIJZIGD, about or thing, label=label)


def record_each(
    actor: Any,
    action: str,
    objects: Iterable[Model],
    *,
    request: HttpRequest | None = None,
    fields: Iterable[str] = (),
) -> None:
    """Write down the same of several things, in one query."""
    same = _circumstances(actor, action, request, fields)
    AuditEntry.objects.bulk_create(AuditEntry(**_about(thing), **same) for thing in objects)


def _about(about: About) -> dict[str, str]:
    number = "" if isinstance(about, type) else str(about.pk)
    return {"about_model": about._meta.label_lower, "about_id": number}


def _circumstances(
    actor: Any, action: str, request: HttpRequest | None, fields: Iterable[str]
) -> dict[str, Any]:
    known = actor is not None and actor.is_authenticated
    return {
        "actor_id": actor.pk if known else None,
        "action": Action(action),
        "fields": sorted(fields),
        "request_id": request_id(),
        "site_id": _site_of(request),
    }


def _site_of(request: HttpRequest | None) -> int | None:
    site = Site.find_for_request(request) if request else None
    return site.pk if site else None


def audited(
    action: str, about: type[Model], key: str = "pk"
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Note each visit of a view for staff that succeeds.

    `key` is the argument of the address that names the row; a view without it is about all rows.
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if response.status_code == OK:
                thing = about(pk=kwargs[key]) if key in kwargs else about
                record(request.user, action, thing, request=request)
            return response

        return inner

    return decorate


def changed_fields(form: Any) -> Sequence[str]:
    """Return the names of the fields that a form changed."""
    return sorted({name.rpartition("-")[2] for name in form.changed_data})
