"""The way from the page of an idea in the admin to its judgement."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideeen.admin.handeling import CleanTextField, HandelingForm, text_area
from ideeen.admin.panels import Handeling, Paneel, register_handeling, register_paneel
from ideeen.judging.forms import PUBLIC_WORDS
from ideeen.models import Idee
from ideeen.permissions import roles_for
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium


class HandOverForm(HandelingForm):
    intro = _(
        "De regisseur van de wijk gaat het idee beoordelen, ook al heeft het nog niet genoeg "
        "steun. De indiener en de regisseur krijgen een mail."
    )
    button = _("Naar de beoordeling")

    toelichting = CleanTextField(
        required=False, max_length=1000, label=_("Waarom nu al?"), help_text=PUBLIC_WORDS,
        widget=text_area(3),
    )  # fmt: skip

    def do(self) -> Promise:
        change_stage(
            self.idee,
            Stadium.BEOORDELING,
            rol=Rol.MODERATOR,
            door=self.user,
            toelichting=self.cleaned_data["toelichting"],
        )
        return _("Het idee is nu in beoordeling.")


register_handeling(
    Handeling(
        "naar-beoordeling",
        _("Naar de beoordeling"),
        HandOverForm,
        (Rol.MODERATOR,),
        lambda idee: idee.stadium == Stadium.GEPLAATST,
        order=45,
    )
)


def _judgement(request: HttpRequest, idee: Idee) -> dict[str, Any] | None:
    return {} if idee.is_listed and Rol.REGISSEUR in roles_for(request.user, idee) else None


register_paneel(
    Paneel("beoordeling", _("Beoordeling"), "ideeen/judging/panel.html", _judgement, order=20)
)
