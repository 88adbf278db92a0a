"""The accounts in Wagtail's admin: what is seen and changed is noted, and deleting is erasing."""

from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, redirect
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic import UsageView
from wagtail.log_actions import log
from wagtail.users.views import users
from wagtail.users.views.bulk_actions import (
    AssignRoleBulkAction,
    DeleteBulkAction,
    SetActiveStateBulkAction,
)

from bewoners.login.addresses import forget_other_addresses, tell_former_address
from bewoners.login.ending import end_sessions
from bewoners.models import User
from bewoners.privacy.erasing import erase_account
from bewoners.privacy.ledger import LedgerError, check_file
from bewoners.user_admin.forms import AddUserForm
from core.admin.audited import (
    AuditedCreateView,
    AuditedEditView,
    AuditedListView,
    AuditedView,
    NotedBulkAction,
)

FAILED = gettext_lazy("Er kan nu niemand worden verwijderd. Kijk in het log van de server.")


def present() -> "QuerySet[User]":
    """Return the accounts that are somebody's."""
    return User.objects.filter(verwijderd_op=None)


class PresentOnly:
    """Finds no account that was erased: nothing can be done with it."""

    def get_queryset(self) -> "QuerySet[User]":
        return present()


class PresentObject:
    """The same, for lists of what belongs to an account."""

    def get_base_object_queryset(self) -> "QuerySet[User]":
        return present()


class IndexView(AuditedListView, users.IndexView):
    def get_base_queryset(self) -> "QuerySet[User]":
        found: QuerySet[User] = super().get_base_queryset()
        return found.filter(verwijderd_op=None)


class CreateUserView(AuditedCreateView, users.CreateView):
    pass


class EditView(AuditedEditView, PresentOnly, users.EditView):
    def save_instance(self) -> User:
        """Save the account; with another address, the mailbox of before no longer opens it."""
        user: User = super().save_instance()
        if "email" in self.form.changed_data:
            forget_other_addresses(user)
            tell_former_address(self.form.initial["email"])
            if not self.editing_self:
                end_sessions([user.pk])
        return user


class HistoryView(AuditedView, PresentObject, users.HistoryView):
    pass


class UsersUsageView(AuditedView, PresentObject, UsageView):
    pass


class DeleteView(AuditedView, PresentOnly, users.DeleteView):
    success_message = gettext_lazy("Het account is verwijderd.")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except LedgerError:
            messages.error(self.request, FAILED)
            return redirect(self.get_success_url())
        return response

    def delete_action(self) -> None:
        """Erase the person; Wagtail's own log gets the number only."""
        number, actor = self.object.pk, cast("User", self.request.user)
        if erase_account(self.object, actor=actor, request=self.request):
            log(
                instance=User(pk=number),
                action="wagtail.delete",
                user=self.request.user,
                title=f"account {number}",
                deleted=True,
            )


class UserViewSet(users.UserViewSet):
    index_view_class = IndexView
    add_view_class = CreateUserView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsersUsageView
    # An account is no start for the account of somebody else.
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> Any:  # noqa: FBT001, FBT002  # Wagtail's
        return super().get_form_class(for_update) if for_update else AddUserForm


class _PresentBulk(NotedBulkAction):
    @classmethod
    def get_queryset(cls, model: type[User], object_ids: Any) -> list[User]:
        return get_list_or_404(present(), pk__in=object_ids)


class AssignRole(_PresentBulk, AssignRoleBulkAction):
    fields = ("groups",)


class SetActiveState(_PresentBulk, SetActiveStateBulkAction):
    fields = ("is_active",)


class Delete(_PresentBulk, DeleteBulkAction):
    """Erases people; the service notes each of them."""

    def prepare_action(self, objects: Any, objects_without_access: Any) -> HttpResponse | None:
        try:
            check_file()
        except LedgerError:
            messages.error(self.request, FAILED)
            return redirect(self.next_url)
        return None

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "request": self.request}

    @classmethod
    def execute_action(
        cls, objects: list[User], *, request: HttpRequest, **kwargs: Any
    ) -> tuple[int, int]:
        actor = cast("User", request.user)
        erased = sum(erase_account(one, actor=actor, request=request) for one in objects)
        return erased, 0


bulk_actions = [AssignRole, SetActiveState, Delete]
