"""The admin of what belongs to one municipality."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.snippets.views import chooser, snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from core.models import MunicipalModel


class OwnInstanceMixin:
    """Refuses what belongs to a municipality in which the user may not do this."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        view: Any = self
        instance = getattr(view, "object", None) or view.get_object()
        actions = view.any_permission_required or [view.permission_required]
        policy = view.permission_policy
        if not policy.user_has_any_permission_for_instance(request.user, actions, instance):
            raise PermissionDenied


class MunicipalIndexView(snippets.IndexView):
    """The list, of the own municipalities."""

    def get_base_queryset(self) -> QuerySet[Any]:
        own: QuerySet[Any] = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        return own


class MunicipalEditView(OwnInstanceMixin, snippets.EditView):
    """The form."""


class MunicipalDeleteView(OwnInstanceMixin, snippets.DeleteView):
    """The question whether to delete it; what is in use stays, also when Wagtail does not know."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                response: HttpResponse = super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("Dit is in gebruik en kan daarom niet weg."))
            return redirect(self.index_url_name)
        return response


class MunicipalUsageView(OwnInstanceMixin, snippets.UsageView):
    """Where it is used."""


class MunicipalHistoryView(OwnInstanceMixin, snippets.HistoryView):
    """Who did what with it."""


class OwnChoicesMixin:
    """Offers what belongs to the user's municipalities."""

    def get_object_list(self) -> QuerySet[Any]:
        view: Any = self
        return view.model_class.objects.for_user(view.request.user)


class MunicipalChooseView(OwnChoicesMixin, chooser.ChooseView):
    """The whole dialog."""


class MunicipalChooseResultsView(OwnChoicesMixin, chooser.ChooseResultsView):
    """The list in the dialog."""


class MunicipalChosenView(chooser.SnippetChosenView):
    """What was chosen; a guessed number of another municipality is as good as none."""

    def get_object(self, pk: str) -> MunicipalModel:
        own: QuerySet[Any] = self.model_class.objects.for_user(self.request.user)
        return own.get(pk=int(pk) if pk.isdecimal() and len(pk) < 19 else None)


class MunicipalChosenMultipleView(chooser.SnippetChosenMultipleView):
    """The same for several."""

    def get_objects(self, pks: list[str]) -> QuerySet[Any]:
        own: QuerySet[Any] = self.model_class.objects.for_user(self.request.user)
        return own.filter(pk__in=[int(pk) for pk in pks if pk.isdecimal() and len(pk) < 19])


class MunicipalChooserViewSet(chooser.SnippetChooserViewSet):
    """The dialog to choose one; nothing can be made in it."""

    choose_view_class = MunicipalChooseView
    choose_results_view_class = MunicipalChooseResultsView
    chosen_view_class = MunicipalChosenView
    chosen_multiple_view_class = MunicipalChosenMultipleView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [entry for entry in super().get_urlpatterns() if entry.name != "create"]


class MunicipalSnippetViewSet(SnippetViewSet):
    """List, form, usage, history and dialog, each limited to the own municipality."""

    copy_view_enabled = False
    index_view_class = MunicipalIndexView
    edit_view_class = MunicipalEditView
    delete_view_class = MunicipalDeleteView
    usage_view_class = MunicipalUsageView
    history_view_class = MunicipalHistoryView
    chooser_viewset_class = MunicipalChooserViewSet
