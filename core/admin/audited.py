"""Views of the admin that note what they show and change of residents' data.

Mix them in before Wagtail's own: `class InspectView(AuditedView, generic.InspectView)`.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from core.audit import Action, changed_fields, record, record_each

OK = 200


class AuditedView:
    """A view of one object: each time it is shown is noted."""

    object: Any
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # What the view does and that it did so are written together, or neither.
        with transaction.atomic():
            response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            if request.method == "GET" and response.status_code == OK:
                record(request.user, Action.BEKEKEN, self.object, request=request)
        return response


class AuditedEditView(AuditedView):
    """A form that changes an object: noted with the names of the fields."""

    form: Any

    def save_instance(self) -> Any:
        instance = super().save_instance()  # type: ignore[misc]
        fields = changed_fields(self.form)
        if fields:
            record(
                self.request.user, Action.GEWIJZIGD, instance, request=self.request, fields=fields
            )
        return instance


class AuditedCreateView:
    """A form that adds an object."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response

    def save_instance(self) -> Any:
        instance = super().save_instance()  # type: ignore[misc]
        record(self.request.user, Action.TOEGEVOEGD, instance, request=self.request)
        return instance


class AuditedListView:
    """A list: each object that it shows is noted, and that all of it was exported."""

    request: HttpRequest
    model: Any
    is_export: bool

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)  # type: ignore[misc]
        if not getattr(self, "is_export", False):
            record_each(
                self.request.user, Action.GETOOND, context["object_list"], request=self.request
            )
        return context

    def as_spreadsheet(self, queryset: Any, spreadsheet_format: str) -> HttpResponse:
        record(
            self.request.user,
            Action.GEEXPORTEERD,
            self.model,
            request=self.request,
            label=spreadsheet_format,
        )
        response: HttpResponse = super().as_spreadsheet(  # type: ignore[misc]
            queryset, spreadsheet_format
        )
        return response


class NotedBulkAction:
    """One of Wagtail's actions on many objects: whom it shows and changes is noted.

    `fields` names the columns that it changes; without any, the action notes its changes itself.
    """

    request: HttpRequest
    fields: tuple[str, ...] = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        shown = [item["item"] for item in context["items"]]
        record_each(self.request.user, Action.GETOOND, shown, request=self.request)
        return context

    def prepare_action(self, objects: Any, objects_without_access: Any) -> HttpResponse | None:
        self.changed = objects
        response: HttpResponse | None = super().prepare_action(  # type: ignore[misc]
            objects, objects_without_access
        )
        return response

    def get_success_message(self, *args: Any) -> Any:
        """Called in the transaction of the action itself, when it is done."""
        if self.fields:
            record_each(
                self.request.user,
                Action.GEWIJZIGD,
                self.changed,
                request=self.request,
                fields=self.fields,
            )
        return super().get_success_message(*args)  # type: ignore[misc]
