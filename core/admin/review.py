"""Saying that a page is still right."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from core.models import BasePage

ACTION = "samenwijk.review"


def can_review(page: Page, user: Any) -> bool:
    """Whoever may change a public page may say that it needs no change."""
    return bool(
        page.live
        and getattr(page.specific_class, "needs_review", False)
        and page.permissions_for_user(user).can_edit()
    )


def note_review(page: BasePage) -> None:
    """Write down that somebody looked at the page today."""
    page.nagekeken_op = timezone.localdate()
    type(page).objects.filter(pk=page.pk).update(nagekeken_op=page.nagekeken_op)


@transaction.atomic
def mark_reviewed(page: BasePage, user: Any) -> None:
    """Note that this person found the page right today."""
    note_review(page)
    log(instance=page, action=ACTION, user=user)
