"""Making neighbourhoods: the page, its sections, and who edits it. All of it can be done again."""

from django.db import transaction
from wagtail.models import Page, get_page_models

from core.models import BasePage
from kaart.models import Gebied
from wijkpaginas.models import WijkIndexPage, WijkPage
from wijkpaginas.services.groups import add_missing_groups


def add_published(parent: Page, page: BasePage) -> BasePage:
    """Add a page below a parent and publish it, with a first revision to go back to."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=False, log_action="wagtail.create").publish()
    page.refresh_from_db(fields=["live", "first_published_at", "last_published_at"])
    return page


def add_missing_sections(parent: BasePage) -> list[BasePage]:
    """Add the section pages that this page lacks, of every app that offers one; return them.

    A section that an editor unpublished is not missing: it stays off.
    """
    children = list(parent.get_children())
    present = {child.specific_class for child in children}
    taken = {child.slug for child in children}
    missing = [
        model
        for model in get_page_models()
        if getattr(model, "section_slug", "")
        and model not in present
        and model.can_create_at(parent)
    ]
    return [
        add_published(
            parent,
            model(
                title=model.section_title,
                # Without one, Wagtail makes a free one from the title.
                slug="" if model.section_slug in taken else model.section_slug,
                show_in_menus=True,
            ),
        )
        for model in sorted(missing, key=lambda model: model.section_order)
    ]


@transaction.atomic
def create_wijk(index: WijkIndexPage, gebied: Gebied, *, opening: str) -> WijkPage:
    """Make and publish the page of an area, with its sections and editor groups."""
    wijk = WijkPage(title=gebied.naam, gebied=gebied, opening=opening, show_in_menus=True)
    add_published(index, wijk)
    complete_wijk(wijk)
    return wijk


@transaction.atomic
def complete_wijk(wijk: WijkPage) -> bool:
    """Add the sections, editor groups and workflow that a neighbourhood lacks; say whether any."""
    sections = add_missing_sections(wijk)
    groups = add_missing_groups(wijk)
    return bool(sections or groups)


@transaction.atomic
def complete_wijken_of(page: Page) -> None:
    """Complete each neighbourhood in a branch, as after copying it."""
    for wijk in WijkPage.objects.descendant_of(page, inclusive=True):
        complete_wijk(wijk)
