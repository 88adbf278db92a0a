"""What the page of an idea in the admin is made of: panels that tell, and actions that do.

Each part of the work registers its own. A panel is drawn with a template; an action is a form with
a page of its own, which is also offered on the page of the idea.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from ideeen.admin.handeling import HandelingForm
from ideeen.models import Idee
from ideeen.workflow import Rol, Stadium, steps_from


def _always(_idee: Idee) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Handeling:
    """An action: `form` asks what it needs to know and does it.

    It is offered to who has one of the `roles` for the idea, as long as `when` says that there is
    something to do. One that takes the idea to a stage (`naar`) is offered where the table lets one
    of these roles take that step. What is `serious` is set apart from the rest.
    """

    key: str
    label: str | Promise
    form: type[HandelingForm]
    roles: tuple[Rol, ...]
    when: Callable[[Idee], bool] = _always
    naar: Stadium | None = None
    order: int = 100
    serious: bool = False

    def is_for(self, roles: Iterable[Rol]) -> bool:
        return bool(set(self.roles) & set(roles))

    def is_possible(self, idee: Idee, roles: Iterable[Rol]) -> bool:
        """Say whether somebody with these roles can do it with an idea as it is now."""
        own = set(self.roles) & set(roles)
        if self.naar:
            own = {rol for rol in own if self.naar in steps_from(idee.stadium, rol)}
        return bool(own) and self.when(idee)


@dataclass(frozen=True, slots=True)
class Paneel:
    """A part of the page. `context` returns what its template needs; None leaves the panel out."""

    key: str
    label: str | Promise
    template: str
    context: Callable[[HttpRequest, Idee], dict[str, Any] | None]
    order: int = 100


_handelingen: dict[str, Handeling] = {}
_panelen: dict[str, Paneel] = {}


def register_handeling(*handelingen: Handeling) -> None:
    """Add actions; one with the same key takes the place of the earlier one."""
    for handeling in handelingen:
        _handelingen[handeling.key] = handeling


def register_paneel(*panelen: Paneel) -> None:
    """Add panels; one with the same key takes the place of the earlier one."""
    for paneel in panelen:
        _panelen[paneel.key] = paneel


def handeling(key: str) -> Handeling | None:
    return _handelingen.get(key)


def handelingen() -> list[Handeling]:
    return sorted(_handelingen.values(), key=lambda found: found.order)


def handelingen_for(idee: Idee, roles: Iterable[Rol]) -> list[Handeling]:
    """Return what somebody with these roles can do with an idea as it is now."""
    own = set(roles)
    return [found for found in handelingen() if found.is_possible(idee, own)]


def panelen() -> list[Paneel]:
    return sorted(_panelen.values(), key=lambda found: found.order)
