"""The dashboard: what waits, what is planned, what has to be looked at.

Each panel shows a few rows and links to the whole list, so that it costs the same for an editor of
five hundred neighbourhoods as for an editor of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.humanize.templatetags.humanize import naturalday
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from core.admin.links import broken_references, describe
from core.admin.pages import (
    due_for_review,
    editable_pages,
    expiring,
    scheduled,
    with_section,
    writes_pages,
)
from core.admin.tips import tips_are_closed
from core.admin.waiting import submitted_by, to_judge

SHOWN = 5


@dataclass(frozen=True)
class Row:
    """One line of a panel: what it is about, where it is dealt with, and what is the matter."""

    title: str
    url: str | None
    detail: str
    section: str = ""


class ListPanel(Component):
    """A heading, some rows, a kind word when there are none, and where the rest is."""

    template_name = "wagtailadmin/home/samenwijk_list.html"
    name = ""
    heading: Any = ""
    empty: Any = ""
    more_label: Any = gettext_lazy("Bekijk alles")
    more_url_name = ""
    order = 100

    def rows(self, request: HttpRequest) -> list[Row]:
        """Return one more row than is shown when there are more."""
        raise NotImplementedError

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = (parent_context or {})["request"]
        rows = self.rows(request)
        return {
            "panel": self,
            "rows": rows[:SHOWN],
            "more_url": reverse(self.more_url_name) if self.more_url_name else "",
            "has_more": len(rows) > SHOWN,
        }


def edit_url(page_id: int | str) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def moment(value: Any) -> str:
    """Write a moment as editors of this country read their clock."""
    return date_format(localtime(value), "j F Y, H:i")


class WaitingPanel(ListPanel):
    """What others wait for: pages to judge, and own pages that came back."""

    name = "wacht_op_mij"
    heading = gettext_lazy("Wacht op u")
    empty = gettext_lazy("Niets: u bent helemaal bij.")
    more_url_name = "wagtailadmin_reports:workflow_tasks"
    order = 120

    def rows(self, request: HttpRequest) -> list[Row]:
        finder = AdminURLFinder(request.user)
        return [*_returned(request.user, finder), *_to_judge(request.user, finder)]


def _returned(user: Any, finder: AdminURLFinder) -> list[Row]:
    rows = []
    for state in submitted_by(user, WorkflowState.STATUS_NEEDS_CHANGES)[: SHOWN + 1]:
        comment = state.current_task_state.comment if state.current_task_state else ""
        text = _("Teruggestuurd: %s") % comment if comment else _("Teruggestuurd: pas aan")
        target = state.content_object
        if target is not None:
            rows.append(Row(_title(target), finder.get_edit_url(target), text))
    return rows


def _to_judge(user: Any, finder: AdminURLFinder) -> list[Row]:
    rows = []
    for state in to_judge(user)[: SHOWN + 1]:
        target = state.revision.content_object
        if target is not None:
            sender = state.revision.user
            text = _("Ingestuurd door %s") % sender if sender else _("Ingestuurd")
            text = f"{text}, {naturalday(localtime(state.started_at), 'j F Y')}"
            rows.append(Row(state.revision.object_str, finder.get_edit_url(target), text))
    return rows


def _title(target: Any) -> str:
    return str(getattr(target, "draft_title", "") or target)


class SubmittedPanel(ListPanel):
    """What this person sent in and others are looking at; not there when there is nothing."""

    name = "ingestuurd"
    heading = gettext_lazy("Door u ingestuurd")
    order = 130

    def rows(self, request: HttpRequest) -> list[Row]:
        finder = AdminURLFinder(request.user)
        return [
            Row(
                _title(state.content_object),
                finder.get_edit_url(state.content_object),
                _("Wordt bekeken: %s") % state.current_task_state.task.name
                if state.current_task_state
                else _("Wordt bekeken"),
            )
            for state in submitted_by(request.user, WorkflowState.STATUS_IN_PROGRESS)[: SHOWN + 1]
            if state.content_object is not None
        ]


class PlannedPanel(ListPanel):
    """What the clock does: pages that will be published, and that will expire."""

    name = "planning"
    heading = gettext_lazy("Gaat vanzelf online of offline")
    empty = gettext_lazy("Er staat niets gepland voor de komende 30 dagen.")
    more_url_name = "core_admin:planning"
    order = 140

    def rows(self, request: HttpRequest) -> list[Row]:
        mine = editable_pages(request.user)
        online = with_section(scheduled(mine))[: SHOWN + 1]
        offline = with_section(expiring(mine))[: SHOWN + 1]
        planned = [
            (page.goes_live_at, page, _("Gaat online op %s") % moment(page.goes_live_at))
            for page in online
        ] + [
            (page.expire_at, page, _("Gaat offline op %s") % moment(page.expire_at))
            for page in offline
        ]
        return [
            Row(page.get_admin_display_title(), edit_url(page.pk), text, page.section_title or "")
            for _moment, page, text in sorted(planned, key=lambda row: row[0])
        ]


class ReviewPanel(ListPanel):
    """Pages that nobody looked at for a year."""

    name = "nakijken"
    heading = gettext_lazy("Een jaar niet nagekeken")
    empty = gettext_lazy("Al uw pagina's zijn het afgelopen jaar nagekeken.")
    more_url_name = "core_admin:nakijken"
    order = 150

    def rows(self, request: HttpRequest) -> list[Row]:
        return [
            Row(
                page.get_admin_display_title(),
                edit_url(page.pk),
                _("Nagekeken op %s") % date_format(page.review_date, "j F Y")
                if page.review_date
                else _("Nog nooit nagekeken"),
                page.section_title or "",
            )
            for page in with_section(due_for_review(editable_pages(request.user)))[: SHOWN + 1]
        ]


class BrokenLinksPanel(ListPanel):
    """Links that visitors follow to nothing."""

    name = "kapotte_links"
    heading = gettext_lazy("Kapotte links")
    empty = gettext_lazy("Alle links naar pagina's en documenten van deze site werken.")
    more_url_name = "core_admin:kapotte_links"
    order = 160

    def rows(self, request: HttpRequest) -> list[Row]:
        found = broken_references(editable_pages(request.user))[: SHOWN + 1]
        return [
            Row(
                link.page_title,
                edit_url(link.page.pk),
                _("Link naar ‘%(target)s’: %(reason)s")
                % {"target": link.target, "reason": link.reason},
                link.section_title,
            )
            for link in describe(found)
        ]


class TipsPanel(Component):
    """The first steps, for who is new here; goes for good when it is closed."""

    name = "tips"
    template_name = "wagtailadmin/home/samenwijk_tips.html"
    order = 50

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """Show nothing to who closed it, nor to who has no pages to write."""
        user = (parent_context or {})["request"].user
        if tips_are_closed(user) or not writes_pages(user):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        return {"csrf_token": (parent_context or {})["csrf_token"]}
