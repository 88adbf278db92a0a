"""Wagtail's workflow follows the stage of an idea, in the same transaction."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Task, TaskState, Workflow, WorkflowState
from wagtail.permissions import policy_registry

from core.admin.waiting import to_judge
from ideeen.models import Idee, Nakijken, Stap
from ideeen.services.stadium import change_stage
from ideeen.workflow import Rol, Stadium, StepRefused
from tests.conftest import Cast, member
from tests.factories.ideeen import IdeeFactory
from tests.races import at_the_same_time
from wijkpaginas.models import WijkPage


def send_in(wijk: WijkPage, **fields: Any) -> Idee:
    idee: Idee = IdeeFactory(wijk=wijk, stadium=Stadium.BEVESTIGEN, live=False, **fields)
    change_stage(idee, Stadium.MODERATIE, rol=Rol.SYSTEEM)
    return idee


def test_an_idea_that_comes_in_waits_in_the_workflow_of_ideas(wijk: WijkPage, cast: Cast) -> None:
    idee = send_in(wijk, indiener=cast.resident)
    state = idee.current_workflow_state
    assert state.workflow == idee.get_workflow() == Workflow.objects.get(name="Ideeën nakijken")
    assert isinstance(idee.current_workflow_task, Nakijken)
    # What the moderators look at holds what was written, and nothing of who wrote it.
    content = state.current_task_state.revision.content
    assert set(content) == {"pk", *Idee.CONTENT}
    assert state.requested_by is None


def test_its_task_is_for_moderators_of_the_neighbourhood_whatever_their_group_is(
    wijk: WijkPage, other_wijk: WijkPage, cast: Cast
) -> None:
    idee = send_in(wijk)
    task = idee.current_workflow_task
    cast.moderator.groups.get().delete()
    group = wijk.editor_groups.get(role="regisseur").group
    group.name = "Moderatoren"
    group.save()
    late = member(other_wijk, "moderator")
    for user, may in ((cast.superuser, True), (late, False), (cast.regisseur, False)):
        assert bool(task.get_actions(idee, user)) is may
        assert (idee.current_workflow_task_state in to_judge(user)) is may


def test_who_moderates_finds_it_among_what_waits_for_them(wijk: WijkPage, cast: Cast) -> None:
    idee = send_in(wijk)
    send_in(wijk, quarantaine=True)
    assert [state.revision.object_str for state in to_judge(cast.moderator)] == [idee.titel]


@pytest.mark.parametrize(
    ("naar", "of_workflow", "of_step"),
    [
        (Stadium.GEPLAATST, "approved", "approved"),
        (Stadium.TERUGGESTUURD, "needs_changes", "rejected"),
        (Stadium.AFGEWEZEN, "cancelled", "rejected"),
        (Stadium.SAMENGEVOEGD, "cancelled", "cancelled"),
        (Stadium.INGETROKKEN, "cancelled", "cancelled"),
    ],
)
def test_it_ends_as_the_idea_goes_on(
    wijk: WijkPage, cast: Cast, naar: Stadium, of_workflow: str, of_step: str
) -> None:
    idee = send_in(wijk, indiener=cast.resident)
    own = naar == Stadium.INGETROKKEN
    extra = {"samengevoegd_met": IdeeFactory(wijk=wijk)} if naar == Stadium.SAMENGEVOEGD else {}
    change_stage(
        idee, naar, rol=Rol.AFZENDER if own else Rol.MODERATOR,
        door=cast.resident if own else cast.moderator, toelichting="Omdat.", **extra,
    )  # fmt: skip
    assert WorkflowState.objects.get().status == of_workflow
    state = TaskState.objects.get()
    assert (state.status, state.finished_by) == (of_step, None if own else cast.moderator)


def test_what_was_returned_goes_on_in_the_same_workflow(wijk: WijkPage, cast: Cast) -> None:
    idee = send_in(wijk, indiener=cast.resident)
    for _round in range(2):
        change_stage(
            idee, Stadium.TERUGGESTUURD, rol=Rol.MODERATOR, door=cast.moderator, toelichting="Waar?"
        )
        change_stage(idee, Stadium.MODERATIE, rol=Rol.AFZENDER, door=cast.resident)
    assert WorkflowState.objects.get().status == "in_progress"
    assert TaskState.objects.filter(status="in_progress").count() == 1
    assert TaskState.objects.count() == 3


@pytest.mark.parametrize(
    ("action", "naar"),
    [
        ("approve", Stadium.GEPLAATST),
        ("return", Stadium.TERUGGESTUURD),
        ("reject", Stadium.AFGEWEZEN),
    ],
)
def test_what_is_done_in_the_task_takes_a_step_of_the_idea(
    wijk: WijkPage, cast: Cast, action: str, naar: Stadium
) -> None:
    idee = send_in(wijk)
    state = idee.current_workflow_task_state
    assert action in {
        name for name, _label, _form in state.task.specific.get_actions(idee, cast.moderator)
    }
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, cast.regisseur, action, comment="Omdat.")
    state.task.specific.on_action(state, cast.moderator, action, comment="Omdat.")
    assert Idee.objects.get(pk=idee.pk).stadium == naar


def test_without_a_workflow_the_stage_alone_says_what_waits(wijk: WijkPage, cast: Cast) -> None:
    for task in Task.objects.filter(nakijken__isnull=False):
        task.deactivate()
    idee = send_in(wijk)
    assert not WorkflowState.objects.exists()
    change_stage(idee, Stadium.GEPLAATST, rol=Rol.MODERATOR, door=cast.moderator)
    assert idee.stadium == Stadium.GEPLAATST


def test_what_is_rolled_back_leaves_no_workflow_behind(wijk: WijkPage) -> None:
    idee = IdeeFactory(wijk=wijk, stadium=Stadium.BEVESTIGEN, live=False)

    def fail_after() -> None:
        change_stage(idee, Stadium.MODERATIE, rol=Rol.SYSTEEM)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        transaction.atomic(fail_after)()
    assert not WorkflowState.objects.exists()
    assert not TaskState.objects.exists()


def test_sending_in_asks_few_questions_more_for_it(
    wijk: WijkPage, django_assert_max_num_queries: Any
) -> None:
    send_in(wijk)
    idee = IdeeFactory(wijk=wijk, stadium=Stadium.BEVESTIGEN, live=False)
    with django_assert_max_num_queries(100) as asked:
        change_stage(idee, Stadium.MODERATIE, rol=Rol.SYSTEEM)
    about = [q["sql"] for q in asked.captured_queries if '"wagtailcore_' in q["sql"]]
    assert len([sql for sql in about if "workflow" in sql or "revision" in sql[:40]]) <= 5


def test_the_rights_on_ideas_follow_the_role_on_their_neighbourhood(
    wijk: WijkPage, other_wijk: WijkPage, cast: Cast
) -> None:
    policy = policy_registry.get_by_type(Idee)
    idee = IdeeFactory(wijk=wijk)
    other = IdeeFactory(wijk=other_wijk)
    for name in ("moderator", "regisseur", "superuser"):
        user = getattr(cast, name)
        assert policy.user_has_permission_for_instance(user, "change", idee)
        assert policy.user_has_permission_for_instance(user, "change", other) is (
            name == "superuser"
        )
        # Nobody deletes, publishes or locks one past its stage.
        for action in ("delete", "publish", "lock", "unlock", "choose"):
            assert not policy.user_has_permission(user, action)
            assert not policy.user_has_permission_for_instance(user, action, idee)
    for name in ("redacteur", "eindredacteur", "communicatie", "wijkmanager", "resident"):
        user = getattr(cast, name)
        assert not policy.user_has_any_permission(user, ["add", "change", "view"])
        assert not policy.instances_user_has_any_permission_for(user, ["change"]).exists()
    found = policy.users_with_permission("change")
    assert set(found) == {cast.moderator, cast.regisseur, cast.superuser}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_moderators_at_once_one_decides(wijk: WijkPage, cast: Cast) -> None:
    idee = send_in(wijk)
    others = [member(wijk, "moderator") for _number in range(4)]
    steps = [Stadium.GEPLAATST, Stadium.TERUGGESTUURD, Stadium.AFGEWEZEN, Stadium.GEPLAATST]

    def decide(user: Any, naar: Stadium) -> Any:
        def run() -> str:
            mine = Idee.objects.get(pk=idee.pk)
            try:
                change_stage(mine, naar, rol=Rol.MODERATOR, door=user, toelichting="Omdat.")
            except (StepRefused, ValidationError) as error:
                return type(error).__name__
            return "done"

        return run

    answers = at_the_same_time(
        *(decide(user, naar) for user, naar in zip(others, steps, strict=True))
    )
    # What was returned may still be rejected: that is one after the other, as the table allows.
    done = answers.count("done")
    assert done == Stap.objects.filter(idee=idee, rol=Rol.MODERATOR).count()
    assert done in {1, 2}
    assert set(answers) <= {"done", "StepRefused"}
    state = WorkflowState.objects.get()
    stadium = Idee.objects.get(pk=idee.pk).stadium
    expected = {"geplaatst": "approved", "teruggestuurd": "needs_changes", "afgewezen": "cancelled"}
    assert state.status == expected[stadium]
    assert not TaskState.objects.filter(status="in_progress").exists()
