"""From who writes to who publishes: submitting, returning with a remark, approving, the mails."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Site,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)

from bewoners.models import User
from core.models import OutgoingMail
from home.services import create_wijken
from tests.conftest import Cast, OtherCast
from tests.factories.people import UserFactory
from tests.factories.wijken import InformatiePageFactory, make_site, section
from tests.wijkpaginas.editing import form
from wijkpaginas.models import WijkGroup, WijkIndexPage, WijkPage
from wijkpaginas.services import complete_gemeente, complete_wijk


@pytest.fixture
def page(wijk: WijkPage) -> Page:
    return InformatiePageFactory(parent=wijk, title="Groen")


@pytest.fixture
def _outbox(settings: Settings) -> None:
    """Mail as the site does, where Django's tests would keep it in memory."""
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"


def submit(client: Client, who: User, page: Page, title: str = "Meer groen") -> None:
    client.force_login(who)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, form(page, title) | {"action-submit": "1"})
    assert response.status_code == 302


def judge(client: Client, who: User, page: Page, action: str, remark: str = "") -> int:
    state = TaskState.objects.filter(workflow_state__object_id=str(page.pk)).latest("pk")
    client.force_login(who)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
    return client.post(address, {"comment": remark}).status_code


def mails_to() -> dict[str, OutgoingMail]:
    return {mail.recipients[0]: mail for mail in OutgoingMail.objects.order_by("pk")}


def test_a_submitted_page_waits_for_the_publishers_of_that_wijk(
    client: Client, cast: Cast, page: Page, other_wijk: WijkPage
) -> None:
    submit(client, cast.redacteur, page)
    state = TaskState.objects.get()
    waiting = TaskState.objects.reviewable_by
    assert list(waiting(cast.eindredacteur)) == [state]
    assert list(waiting(cast.communicatie)) == [state]
    other = UserFactory(groups=[other_wijk.editor_groups.get(role="eindredactie").group])
    for who in (cast.redacteur, cast.other_redacteur, other, cast.outsider):
        assert not waiting(who).exists()
    page.refresh_from_db()
    assert page.title == "Groen"


def test_a_page_is_returned_with_a_remark_and_then_approved(
    client: Client, cast: Cast, page: Page
) -> None:
    submit(client, cast.redacteur, page)
    judge(client, cast.eindredacteur, page, "reject", "Noem ook de straat.")
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.task_states.get().comment == "Noem ook de straat."
    client.force_login(cast.redacteur)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Noem ook de straat." in client.get(address).content.decode()
    client.post(address, form(page, "Groen in de Kerkstraat") | {"action-submit": "1"})
    judge(client, cast.eindredacteur, page, "approve")
    page.refresh_from_db()
    assert page.title == "Groen in de Kerkstraat"
    assert page.live


@pytest.mark.usefixtures("_outbox")
def test_the_mails_reach_the_right_people_in_dutch(
    client: Client, cast: Cast, page: Page, other_cast: OtherCast
) -> None:
    submit(client, cast.redacteur, page)
    mails = mails_to()
    assert set(mails) == {cast.eindredacteur.email, cast.communicatie.email}
    mail = mails[cast.eindredacteur.email]
    assert "Meer groen" in mail.subject
    assert "ingediend" in mail.subject
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in mail.text
    OutgoingMail.objects.all().delete()
    judge(client, cast.eindredacteur, page, "reject", "Noem ook de straat.")
    mails = mails_to()
    assert set(mails) == {cast.redacteur.email}
    assert "Noem ook de straat." in mails[cast.redacteur.email].text
    OutgoingMail.objects.all().delete()
    submit(client, cast.redacteur, page)
    OutgoingMail.objects.all().delete()
    judge(client, cast.communicatie, page, "approve")
    mails = mails_to()
    assert set(mails) == {cast.redacteur.email}
    assert "goedgekeurd" in mails[cast.redacteur.email].subject
    for words in ("approved", "submitted", "You can", "Page", "rejected"):
        assert words not in mail.text + mails[cast.redacteur.email].text


@pytest.mark.parametrize("who", ["redacteur", "other_redacteur", "outsider"])
def test_nobody_else_approves_a_page(client: Client, cast: Cast, page: Page, who: str) -> None:
    submit(client, cast.redacteur, page)
    judge(client, getattr(cast, who), page, "approve")
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
    page.refresh_from_db()
    assert page.title == "Groen"


def test_pages_of_the_municipality_itself_go_to_communicatie(
    client: Client, cast: Cast, site: Site, other_cast: OtherCast
) -> None:
    page = InformatiePageFactory(parent=site.root_page, title="Privacy")
    workflow = page.get_workflow()
    task = workflow.tasks.get().specific
    assert [group.gemeente_group.site for group in task.groups.all()] == [site]
    page.save_revision()
    workflow.start(page, cast.superuser)
    assert TaskState.objects.reviewable_by(cast.communicatie).exists()
    for who in (cast.eindredacteur, other_cast.communicatie):
        assert not TaskState.objects.reviewable_by(who).exists()


def test_every_page_has_one_workflow_and_the_stock_one_catches_none(
    wijk: WijkPage, other_wijk: WijkPage, site: Site
) -> None:
    assert wijk.get_workflow() != other_wijk.get_workflow() != site.root_page.get_workflow()
    root = Page.get_first_root_node()
    assert not WorkflowPage.objects.filter(page=root).exists()
    assert not Workflow.objects.active().filter(name="Moderators approval").exists()


def test_making_it_again_makes_nothing(site: Site, wijk: WijkPage) -> None:
    counts = [model.objects.count() for model in (Workflow, GroupApprovalTask, WorkflowPage)]
    eindredactie = wijk.editor_groups.get(role=WijkGroup.Role.EINDREDACTIE)
    eindredactie.task.name = eindredactie.group.name = "Anders genoemd"
    eindredactie.task.save()
    eindredactie.group.save()
    complete_wijk(wijk)
    complete_gemeente(site)
    create_wijken(site.hostname, site.port, "Waterhage", [], opening="open")
    after = [model.objects.count() for model in (Workflow, GroupApprovalTask, WorkflowPage)]
    assert after == counts
    eindredactie.task.refresh_from_db()
    assert eindredactie.task.name == "Anders genoemd"


def test_a_workflow_that_an_administrator_chose_stays(wijk: WijkPage) -> None:
    other = Workflow.objects.create(name="Alles via de wethouder")
    WorkflowPage.objects.filter(page=wijk).update(workflow=other)
    complete_wijk(wijk)
    assert wijk.get_workflow() == other


def test_what_belongs_to_a_wijk_goes_with_it(wijk: WijkPage, client: Client, cast: Cast) -> None:
    submit(client, cast.redacteur, InformatiePageFactory(parent=wijk))
    task = wijk.editor_groups.get(role="eindredactie").task
    workflow = wijk.get_workflow()
    wijk.delete()
    assert not Workflow.objects.filter(pk=workflow.pk).exists()
    assert not GroupApprovalTask.objects.filter(pk=task.pk).exists()
    assert not WijkGroup.objects.filter(wijk_id=wijk.pk).exists()


def test_a_workflow_in_use_elsewhere_is_only_disabled(wijk: WijkPage, other_wijk: WijkPage) -> None:
    workflow = wijk.get_workflow()
    WorkflowPage.objects.filter(page=other_wijk).update(workflow=workflow)
    wijk.delete()
    workflow.refresh_from_db()
    assert not workflow.active


@pytest.mark.django_db
def test_what_belongs_to_a_municipality_goes_with_it() -> None:
    site = make_site()
    group = site.editor_groups.get().group
    workflow = site.root_page.get_workflow()
    section(site.root_page, WijkIndexPage)
    site.root_page.specific.delete()
    assert not type(group).objects.filter(pk=group.pk).exists()
    assert not Workflow.objects.filter(pk=workflow.pk).exists()
