"""The page of one idea in the admin, and its actions."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from bewoners.models import User
from core.audit import Action, record
from core.roles import MODERATOR
from deelname.admin.queue import Queue
from deelname.permissions import wijken_for
from ideeen.admin.forms import refusal
from ideeen.admin.handeling import INSERT, HandelingForm
from ideeen.admin.panels import Handeling, handeling, handelingen_for, panelen
from ideeen.admin.queue import next_in, queue_of
from ideeen.models import Idee
from ideeen.permissions import roles_for
from ideeen.workflow import Rol, StepRefused

LARGEST_KEY = 2**63 - 1
NAMESPACE = "ideeen_admin"


def own_idee(user: Any, pk: int) -> Idee:
    """Return an idea of the neighbourhoods where somebody judges; for others it is not there."""
    if pk > LARGEST_KEY:
        raise Http404
    found = Idee.objects.moderated_by(user).select_related(
        "wijk", "site", "thema", "indiener", "ingevoerd_door", "samengevoegd_met", "reden"
    )
    idee: Idee | None = found.filter(pk=pk).first()
    if idee is None:
        raise Http404
    return idee


def page_of(idee: Idee) -> str:
    return reverse(f"{NAMESPACE}:edit", args=[idee.pk])


class IdeeView(WagtailAdminTemplateMixin, View):
    """A view of one idea, for who judges in its neighbourhood."""

    header_icon = "comment"
    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.idee = own_idee(request.user, kwargs["pk"])

    @property
    def user(self) -> User:
        return cast("User", self.request.user)

    @cached_property
    def roles(self) -> set[Rol]:
        """In what capacity this person may do something: a sender does so on the site itself."""
        return roles_for(self.user, self.idee) - {Rol.AFZENDER}

    def get_page_title(self) -> str:
        return self.idee.titel

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            {"url": reverse_lazy("wagtailadmin_home"), "label": _("Beginpagina")},
            {"url": reverse_lazy(f"{NAMESPACE}:list"), "label": _("Ideeën")},
            {"url": page_of(self.idee), "label": f"{self.idee.pk}. {self.idee.titel}"},
        ]


class IdeeDetailView(IdeeView):
    """Everything that a moderator needs to know of an idea, and what can be done with it."""

    template_name = "ideeen/admin/idee.html"
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            record(request.user, Action.BEKEKEN, self.idee, request=request)
            return self.render_to_response(self.get_context_data()).render()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offered = [self._offered(found) for found in handelingen_for(self.idee, self.roles)]
        shown = [(panel, panel.context(self.request, self.idee)) for panel in panelen()]
        return super().get_context_data(
            idee=self.idee,
            handelingen=[row for row in offered if not row["handeling"].serious],
            ernstig=[row for row in offered if row["handeling"].serious],
            panelen=[
                {"paneel": panel, **context} for panel, context in shown if context is not None
            ],
            **kwargs,
        )

    def _offered(self, found: Handeling) -> dict[str, Any]:
        form = found.form(idee=self.idee, user=self.user, auto_id=f"id_{found.key}_%s")
        return {"handeling": found, "form": form}


class HandelingView(IdeeView):
    """One action: its form, also when something in it was not right, and doing it."""

    template_name = "ideeen/admin/handeling.html"
    http_method_names = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = handeling(kwargs["handeling"])
        if found is None:
            raise Http404
        if not found.is_for(self.roles):
            raise PermissionDenied
        self.handeling = found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._over() or self._show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if over := self._over():
            return over
        form = self._form(request.POST)
        if INSERT in request.POST:
            return self._show(self._form(initial=form.inserted()))
        if not form.is_valid():
            return self._show(form)
        own = wijken_for(request.user, MODERATOR)
        waited_in = queue_of(self.idee, own)
        try:
            with transaction.atomic():
                told = form.do()
        except ValidationError as error:
            refusal(error, form)
            return self._show(form)
        except StepRefused:
            return self._too_late()
        messages.success(request, told, buttons=self._what_next(waited_in, own))
        # Where it was moved to may be none of this person's business.
        still_own = Idee.objects.moderated_by(request.user).filter(pk=self.idee.pk).exists()
        return redirect(page_of(self.idee) if still_own else reverse(f"{NAMESPACE}:list"))

    def _what_next(self, queue: Queue | None, own: QuerySet[Any]) -> list[Any]:
        """Lead on to what waits too, for who works through the queue."""
        following = next_in(queue, self.idee, own) if queue else None
        return [messages.button(page_of(following), _("Volgende"))] if following else []

    def _form(self, data: Any = None, **kwargs: Any) -> HandelingForm:
        return self.handeling.form(data, idee=self.idee, user=self.user, **kwargs)

    def _over(self) -> HttpResponse | None:
        """Lead back when there is nothing (any more) to do, as when a colleague was quicker."""
        possible = self.handeling.is_possible(self.idee, self.roles)
        return None if possible else self._too_late()

    def _too_late(self) -> HttpResponse:
        self.idee.refresh_from_db(fields=["stadium"])
        messages.warning(
            self.request,
            _(
                "‘%(handeling)s’ kan niet meer. Een ander was u misschien voor. Het idee is nu: "
                "%(stadium)s."
            )
            % {"handeling": self.handeling.label, "stadium": self.idee.get_stadium_display()},
        )
        return redirect(page_of(self.idee))

    def _show(self, form: HandelingForm) -> HttpResponse:
        context = self.get_context_data(idee=self.idee, handeling=self.handeling, form=form)
        return self.render_to_response(context)

    def get_page_title(self) -> str:
        return f"{self.handeling.label}: {self.idee.titel}"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        here = {"url": "", "label": self.handeling.label}
        return [*super().get_breadcrumbs_items(), here]
