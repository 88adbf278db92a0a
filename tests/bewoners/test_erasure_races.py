"""Who deletes an account twice at once, or while a download is made."""

import threading
from typing import Any

import pytest
from wagtail.models import Site

from bewoners.models import GegevensExport, Verwijdering
from bewoners.privacy.erasing import erase_account
from bewoners.privacy.exports import ask_for_export, make_export
from core.models import OutgoingMail
from core.personal_data import PersonalData, register_personal_data, unregister_personal_data
from tests.bewoners.traces import private_files
from tests.bewoners.zoe import ADDRESS
from tests.factories.people import UserFactory
from tests.races import at_the_same_time


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_deletions_at_once_one_does_it(site: Site) -> None:
    user = UserFactory(email=ADDRESS)
    results = at_the_same_time(lambda: erase_account(user), lambda: erase_account(user))
    assert sorted(results) == [False, True]
    assert Verwijdering.objects.count() == 1
    assert OutgoingMail.objects.filter(key__startswith="account-").count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_download_that_is_made_meanwhile_leaves_nothing(site: Site) -> None:
    user = UserFactory(email=ADDRESS)
    started, erased = threading.Event(), threading.Event()

    def slow(_user: Any) -> str:
        started.set()
        erased.wait(20)
        return "klaar"

    register_personal_data(PersonalData("traag", "Traag", export=slow, erase=lambda _user: None))
    export = ask_for_export(user, None)

    def erase() -> bool:
        started.wait(20)
        try:
            return erase_account(user)
        finally:
            erased.set()

    try:
        assert at_the_same_time(lambda: make_export.call(export.pk), erase) == [False, True]
    finally:
        unregister_personal_data("traag")
    assert not GegevensExport.objects.exists()
    assert not private_files()
    assert not OutgoingMail.objects.filter(key__startswith="gegevensexport").exists()
