"""The step of Wagtail's workflow in which an idea waits for a moderator."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from core.roles import MODERATOR
from deelname.permissions import wijken_for
from ideeen.workflow import Rol, Stadium


class Nakijken(Task):
    """Waits for who moderates the neighbourhood of the idea, whichever group they are in.

    What is done here takes a step of the idea, and the workflow follows from that step.
    """

    class Meta:
        verbose_name = _("nakijken door een moderator van de wijk")
        verbose_name_plural = _("nakijken door een moderator van de wijk")

    @classmethod
    def get_description(cls) -> str:
        return str(_("Wie moderator is van de wijk van een idee, kan het goedkeuren."))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return self._may_judge(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self._may_judge(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        if not self._may_judge(obj, user):
            return []
        return [
            ("approve", _("Goedkeuren"), False),
            ("return", _("Terugsturen"), True),
            ("reject", _("Niet plaatsen"), True),
        ]

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        from ideeen.services.stadium import change_stage  # noqa: PLC0415  # it needs the models

        steps = {
            "approve": Stadium.GEPLAATST,
            "return": Stadium.TERUGGESTUURD,
            "reject": Stadium.AFGEWEZEN,
        }
        if action_name not in steps:
            raise PermissionDenied
        change_stage(
            task_state.workflow_state.content_object,
            steps[action_name],
            rol=Rol.MODERATOR,
            door=user,
            toelichting=kwargs.get("comment", ""),
        )

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> "QuerySet[TaskState]":
        from ideeen.models import Idee  # noqa: PLC0415  # it comes after this

        ideeen = Idee.objects.filter(
            wijk__in=wijken_for(user, MODERATOR), stadium=Stadium.MODERATIE, quarantaine=False
        ).annotate(key=Cast("pk", CharField()))
        found: QuerySet[TaskState] = TaskState.objects.filter(
            task=self,
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__object_id__in=ideeen.values("key"),
        )
        return found

    def _may_judge(self, idee: Any, user: Any) -> bool:
        from ideeen.permissions import roles_for  # noqa: PLC0415  # it needs the models

        return idee.stadium == Stadium.MODERATIE and Rol.MODERATOR in roles_for(user, idee)
