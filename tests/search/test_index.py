"""The index follows what editors do, and what commands make."""

from collections.abc import Callable

from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

from tests.factories.kaart import GebiedFactory
from tests.search.conftest import suggested, text, titles
from wijkpaginas.models import InformatiePage, WijkPage
from wijkpaginas.services import add_published

Make = Callable[..., InformatiePage]


def work() -> None:
    """Do what waits for a worker, without one: it would close this test's connection."""
    for waiting in DBTaskResult.objects.all():
        waiting.task.func(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()


def test_a_page_is_found_after_it_was_published(client: Client, wijk: WijkPage) -> None:
    page = add_published(wijk, InformatiePage(title="Zwembad"))
    work()
    assert titles(client, "zwembad") == ["Zwembad"] == suggested(client, "zwe")
    page.title = "IJsbaan"
    page.inhoud = text("schaatsen")
    revision = page.save_revision()
    work()
    assert titles(client, "ijsbaan") == []
    revision.publish()
    work()
    assert titles(client, "schaatsen") == ["IJsbaan"]
    assert titles(client, "zwembad") == []


def test_a_page_that_was_taken_away_is_gone_at_once(client: Client, page: Make) -> None:
    made = page("Zwembad")
    made.unpublish()
    assert titles(client, "zwembad") == []
    made.save_revision().publish()
    work()
    assert titles(client, "zwembad") == ["Zwembad"]
    made.delete()
    assert titles(client, "zwembad") == []


def test_a_page_that_moved_is_found_in_its_new_wijk(
    client: Client, page: Make, other_wijk: WijkPage
) -> None:
    made = page("Zwembad")
    made.move(other_wijk, "last-child")
    assert titles(client, "zwembad", wijk="molenhoek") == ["Zwembad"]
    assert titles(client, "zwembad", wijk="havenkwartier") == []


def test_a_moved_branch_takes_the_visibility_of_its_new_place(
    client: Client, page: Make, wijk: WijkPage, other_wijk: WijkPage
) -> None:
    made = page("Zwembad")
    other_wijk.unpublish()
    Page.objects.get(pk=made.pk).move(Page.objects.get(pk=other_wijk.pk), "last-child")
    assert titles(client, "zwembad") == []


def test_wijken_of_the_command_are_found(db: None) -> None:
    GebiedFactory(gemeente=True)
    for row in range(3):
        GebiedFactory(row=row, naam=f"Zeeheldenbuurt {row}")
    call_command(
        "maak_wijken", host="waterhage.example.nl", gemeente="GM9999", niveau="wijk", verbosity=0
    )
    work()
    there = Client(headers={"host": "waterhage.example.nl"})
    assert len(titles(there, "zeeheldenbuurt", soort="wijk")) == 3


def test_the_index_can_be_made_anew(client: Client, page: Make) -> None:
    page("Zwembad")
    call_command("update_index", verbosity=0)
    assert titles(client, "zwembad") == ["Zwembad"]
