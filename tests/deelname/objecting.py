"""Objecting to a comment being hidden, and judging that, as people do it in tests."""

from collections.abc import Callable

from django.test import Client

from bewoners.models import User
from core.models import OutgoingMail
from deelname.models import Reactie
from tests.deelname.taking_part import post

WHY = "Het was een grap, en die doet niemand pijn."


def page_of(reactie: Reactie) -> str:
    return f"/meedoen/reactie/{reactie.pk}/bezwaar/"


def workplace_of(reactie: Reactie) -> str:
    return f"/admin/wachtrij/reactie/{reactie.pk}/"


def now(reactie: Reactie) -> Reactie:
    """Return a comment as it is by now."""
    return Reactie.objects.get(pk=reactie.pk)


def last_mail(user: User) -> OutgoingMail:
    mail = OutgoingMail.objects.filter(recipients=[user.email]).order_by("pk").last()
    assert mail
    return mail


def sending(client: Client, address: str, values: dict[str, str]) -> Callable[[], int]:
    return lambda: int(post(client, address, values).status_code)
