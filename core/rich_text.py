"""Links to pages inside running text."""

from django.utils.html import escape
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler as StockHandler

from core.editions import current
from core.navigation import public_url


class PageLinkHandler(StockHandler):
    """Links to what the public may see, by addresses that are remembered; other links are text.

    Wagtail fetches each page again for each text, and links to pages that answer 404.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        if current() is None:
            return super().expand_db_attributes_many(attrs_list)
        return [_opening_tag(attrs.get("id", "")) for attrs in attrs_list]


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    """Take the place of Wagtail's own handler."""
    features.register_link_type(PageLinkHandler)


def _opening_tag(page_id: str) -> str:
    address = public_url(int(page_id)) if page_id.isdecimal() else ""
    return f'<a href="{escape(address)}">' if address else "<a>"
