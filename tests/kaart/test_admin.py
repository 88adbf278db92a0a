import pytest
from django import forms
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.permissions import policy_registry

from kaart.blocks import GebiedChooserBlock
from kaart.models import Gebied
from tests.factories.kaart import GebiedFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def group_with(*codenames):
    group = Group.objects.create(name=" ".join(codenames))
    group.permissions.set(Permission.objects.filter(codename__in=codenames))
    return group


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(superuser=True))
    return client


@pytest.fixture
def areas():
    gemeente = GebiedFactory(gemeente=True)
    wijk = GebiedFactory(row=1, naam="Centrum", parent=gemeente)
    buurt = GebiedFactory(buurt=True, row=1, column=0, naam="Kade", parent=wijk)
    other = GebiedFactory(row=2, code="WK888802", naam="Centrum", jaar=2023)
    return gemeente, wijk, buurt, other


def listed(response):
    assert response.status_code == 200
    return list(response.context["object_list"])


def test_areas_are_listed_with_their_municipality(admin, areas):
    response = admin.get(reverse("gebieden:index"))
    assert len(listed(response)) == 4
    content = response.content.decode()
    assert "WK999901" in content
    assert "Waterhage" in content


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=centrum", ["WK999901", "WK888802"]),
        ("q=BU9999", ["BU99990100"]),
        ("niveau=buurt", ["BU99990100"]),
        ("jaar=2023", ["WK888802"]),
        ("gemeente=water", ["GM9999", "WK999901", "BU99990100"]),
        ("gemeente=gm9999", ["GM9999", "WK999901", "BU99990100"]),
        ("gemeente=Waterhage&niveau=wijk", ["WK999901"]),
    ],
)
def test_areas_are_searched_and_filtered(admin, areas, query, expected):
    response = admin.get(f"{reverse('gebieden:index_results')}?{query}")
    assert {area.code for area in listed(response)} == set(expected)


def test_the_list_takes_as_many_queries_with_many_areas(admin, areas):
    address = reverse("gebieden:index")
    admin.get(address)
    with CaptureQueriesContext(connection) as few:
        admin.get(address)
    for row in range(10, 40):
        GebiedFactory(row=row, parent=areas[0])
    with CaptureQueriesContext(connection) as many:
        admin.get(address)
    assert len(many) == len(few)


def test_an_area_is_shown_with_its_outline_and_figures(admin, areas):
    content = admin.get(reverse("gebieden:inspect", args=[areas[1].pk])).content.decode()
    assert "<svg" in content
    assert "Inwoners: 2.720" in content
    assert "Waterhage (GM9999, 2024)" in content


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy", "history"])
def test_there_is_no_address_that_changes_an_area(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"gebieden:{name}", args=[1])


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_nobody_may_change_an_area(action):
    policy = policy_registry.get_by_type(Gebied)
    superuser = UserFactory(superuser=True)
    assert policy.user_has_permission(superuser, "view")
    assert not policy.user_has_permission(superuser, action)
    assert not policy.users_with_permission(action).exists()


def test_the_list_is_for_those_who_were_given_it(client, areas):
    without = UserFactory(groups=[group_with("access_admin")])
    client.force_login(without)
    assert client.get(reverse("gebieden:index")).status_code == 302
    client.force_login(UserFactory(groups=[group_with("access_admin", "view_gebied")]))
    assert client.get(reverse("gebieden:index")).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 4),
        ("q=centrum", 2),
        ("q=centrum+waterhage", 1),
        ("q=wk9999", 1),
        ("q=waterhage&niveau=buurt", 1),
        ("q=100%25", 0),
    ],
)
def test_an_editor_chooses_an_area_by_name_code_or_municipality(client, areas, query, expected):
    client.force_login(UserFactory(groups=[group_with("access_admin")]))
    response = client.get(f"{reverse('gebied_chooser:choose_results')}?{query}")
    assert response.status_code == 200
    assert response.content.decode().count("data-chooser-modal-choice") == expected


def test_the_dialog_offers_no_way_to_make_an_area(admin, areas):
    response = admin.get(reverse("gebied_chooser:choose"))
    html = response.json()["html"]
    assert "Naam, code of gemeente" in html
    assert 'id="tab-create"' not in html


def test_the_chosen_area_is_handed_over(admin, areas):
    response = admin.get(reverse("gebied_chooser:chosen", args=[areas[1].pk]))
    assert response.json()["result"]["title"] == "Centrum (WK999901, 2024)"


def test_a_field_for_an_area_is_a_chooser_and_no_list_of_thousands(areas):
    # The field is registered with the addresses of the admin.
    assert reverse("gebied_chooser:choose")
    widget = formfield_for_dbfield(Gebied.parent.field).widget
    html = widget.render("parent", areas[0].pk, {"id": "id_parent"})
    assert "<select" not in html
    assert "Waterhage (GM9999, 2024)" in html
    assert "Kies een ander gebied" in html


def test_the_block_of_an_area_uses_the_chooser(areas):
    block = GebiedChooserBlock()
    assert isinstance(block.field, forms.ModelChoiceField)
    assert block.to_python(areas[0].pk) == areas[0]
    path, _args, _kwargs = block.deconstruct()
    assert path == "kaart.blocks.GebiedChooserBlock"
