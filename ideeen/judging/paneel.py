"""The way from the page of an idea in the admin to its judgement."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideeen.admin.panels import Paneel, register_paneel
from ideeen.models import Idee
from ideeen.permissions import roles_for
from ideeen.workflow import Rol


def _judgement(request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    return {} if idee.is_listed and Rol.REGISSEUR in roles_for(request.user, idee) else None


register_paneel(
    Paneel("beoordeling", _("Beoordeling"), "ideeen/judging/panel.html", _judgement, order=20)
)
