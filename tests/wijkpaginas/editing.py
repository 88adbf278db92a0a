"""Changing a page in the admin."""

from wagtail.models import Page


def form(page: Page, title: str) -> dict[str, str]:
    formset = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""}
    return {
        "title": title,
        "slug": page.slug,
        "samenvatting": "",
        "introductie": "null",
        "inhoud-count": "0",
        **{f"comments-{name}": value for name, value in formset.items()},
    }
