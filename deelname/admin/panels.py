"""The queue of moderators on the dashboard."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from core.roles import MODERATOR
from deelname.admin.queue import count_for
from deelname.permissions import wijken_for


class QueuePanel(Component):
    """How much waits, of which kind, and for how long; not there for who moderates nowhere."""

    name = "wachtrij"
    template_name = "deelname/admin/queue_panel.html"
    order = 112

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> Any:
        """Show nothing to who moderates nowhere."""
        if not wijken_for((parent_context or {})["request"].user, MODERATOR).exists():
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        waits = count_for((parent_context or {})["request"].user)
        return {
            "waits": [row for row in waits if row.count],
            "total": sum(row.count for row in waits if not row.queue.apart),
        }
