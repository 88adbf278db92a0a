"""The criteria of a municipality, and who may change them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from ideeen.judging.criteria import add_default_criteria, criteria_of
from ideeen.judging.services import record_outcomes
from ideeen.models import Criterium, Uitkomst
from tests.conftest import Cast, OtherCast
from tests.factories.ideeen import IdeeFactory
from tests.ideeen.judging import judged
from wijkpaginas.models import WijkPage

LIST = "wagtailsnippets_ideeen_criterium:list"
EDIT = "wagtailsnippets_ideeen_criterium:edit"
DELETE = "wagtailsnippets_ideeen_criterium:delete"


def test_a_municipality_begins_with_the_usual_criteria_once(site: Site, other_site: Site) -> None:
    own = Criterium.objects.for_site(site)
    assert own.count() == Criterium.objects.for_site(other_site).count() == 5
    assert own.filter(vraagt_buren=True).count() == 1
    assert add_default_criteria(site) == 0
    own.first().delete()
    assert add_default_criteria(site) == 0
    own.delete()
    assert add_default_criteria(site) == 5


def test_a_name_is_used_once_in_a_municipality(site: Site, other_site: Site) -> None:
    Criterium.objects.create(site=site, naam="Mag het?")
    Criterium.objects.create(site=other_site, naam="Mag het?")
    with pytest.raises(ValidationError, match="Dit criterium is er al"):
        Criterium(site=site, naam="Mag het?").full_clean()


def test_criteria_come_with_their_outcome_in_one_query(
    site: Site, wijk: WijkPage, cast: Cast, django_assert_num_queries: object
) -> None:
    add_default_criteria(site)
    idee, other = judged(wijk), judged(wijk)
    first = Criterium.objects.first()
    assert first
    record_outcomes(idee, {first.pk: ("ja", "Dat past.")}, door=cast.regisseur)
    with django_assert_num_queries(1):  # type: ignore[operator]
        rows = list(criteria_of(idee))
    assert [(row.waarde, row.toelichting) for row in rows][:2] == [
        ("ja", "Dat past."),
        (None, None),
    ]
    assert {row.waarde for row in criteria_of(other)} == {None}


def test_what_is_no_longer_asked_stays_where_it_was_answered(
    site: Site, wijk: WijkPage, cast: Cast
) -> None:
    old = Criterium.objects.create(site=site, naam="Mag het?")
    idee, other = judged(wijk), judged(wijk)
    record_outcomes(idee, {old.pk: ("nee", "")}, door=cast.regisseur)
    Criterium.objects.update(in_gebruik=False)
    assert [row.pk for row in criteria_of(idee)] == [old.pk]
    assert not criteria_of(other)


def test_communication_edits_the_criteria_of_its_own_municipality_only(
    client: Client, site: Site, cast: Cast, other_cast: OtherCast
) -> None:
    row = Criterium.objects.create(site=site, naam="Mag het?")
    client.force_login(cast.communicatie)
    assert "Mag het?" in client.get(reverse(LIST)).content.decode()
    data = {"naam": "Mag het daar?", "uitleg": "", "volgorde": "3", "in_gebruik": "on"}
    assert client.post(reverse(EDIT, args=[row.pk]), data).status_code == 302
    row.refresh_from_db()
    assert (row.naam, row.volgorde) == ("Mag het daar?", 3)
    client.logout()
    client.force_login(other_cast.communicatie)
    assert "Mag het" not in client.get(reverse(LIST)).content.decode()
    client.post(reverse(EDIT, args=[row.pk]), {**data, "naam": "Gekaapt"})
    row.refresh_from_db()
    assert row.naam == "Mag het daar?"


@pytest.mark.parametrize("role", ["regisseur", "moderator", "redacteur", "resident"])
def test_who_judges_does_not_change_the_criteria(
    client: Client, site: Site, cast: Cast, role: str
) -> None:
    row = Criterium.objects.create(site=site, naam="Mag het?")
    client.force_login(getattr(cast, role))
    client.post(reverse(EDIT, args=[row.pk]), {"naam": "Gekaapt", "volgorde": "0"})
    client.post(reverse(DELETE, args=[row.pk]))
    assert Criterium.objects.get(pk=row.pk).naam == "Mag het?"


def test_a_criterion_that_was_used_is_not_deleted(
    client: Client, site: Site, wijk: WijkPage, cast: Cast
) -> None:
    used = Criterium.objects.create(site=site, naam="Mag het?")
    free = Criterium.objects.create(site=site, naam="Wil men het?")
    Uitkomst.objects.create(idee=IdeeFactory(wijk=wijk), criterium=used, waarde="ja")
    client.force_login(cast.communicatie)
    for row in (used, free):
        assert client.post(reverse(DELETE, args=[row.pk])).status_code < 500
    assert Criterium.objects.filter(pk__in=[used.pk, free.pk]).get() == used
