"""The groups that a log-in service puts people in, and out of."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from bewoners.models import Aanmelddienst, GekregenGroep, User
from tests.bewoners.oidc_server import Provider
from tests.bewoners.oidc_service import ADDRESS, STRONG, grant, log_in, who
from tests.conftest import HOST
from tests.factories.people import UserFactory
from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkPage


def test_claims_give_groups_and_take_them_away(
    client: Client, provider: Provider, dienst: Aanmelddienst, site: Site, wijk: WijkPage
) -> None:
    redactie = wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group
    communicatie = site.editor_groups.get(role=GemeenteGroup.Role.COMMUNICATIE).group
    grant(dienst, "redactie", redactie)
    grant(dienst, "communicatie", communicatie)
    log_in(client, provider)
    user = User.objects.get(email=ADDRESS)
    assert set(user.groups.all()) == {redactie}

    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG, groups="communicatie")
    log_in(client, provider)
    assert set(user.groups.all()) == {communicatie}

    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG)
    log_in(client, provider)
    assert not user.groups.exists()
    assert not GekregenGroep.objects.exists()
    assert who(client) == str(user.pk)


def test_a_group_given_by_hand_stays(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage
) -> None:
    group = wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group
    user = UserFactory(email=ADDRESS, groups=[group])
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    grant(dienst, "redactie", group)
    log_in(client, provider)
    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG, groups=[])
    log_in(client, provider)
    assert set(user.groups.all()) == {group}


def test_a_claim_gives_no_group_of_another_municipality(
    client: Client, provider: Provider, dienst: Aanmelddienst, other_site: Site
) -> None:
    group = other_site.editor_groups.get(role=GemeenteGroup.Role.COMMUNICATIE).group
    grant(dienst, "redactie", group)
    assert log_in(client, provider).status_code == 302
    assert not User.objects.get(email=ADDRESS).groups.exists()


def test_claims_inside_others_and_strange_ones_do_no_harm(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage
) -> None:
    group = wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group
    grant(dienst, "redactie", group)
    Aanmelddienst.objects.update(groepenclaim="realm_access.roles")
    for roles, count in ((["redactie", 7, None], 1), ({"redactie": 1}, 0), (7, 0)):
        provider.knows(
            "an", email=ADDRESS, email_verified=True, acr=STRONG, realm_access={"roles": roles}
        )
        assert log_in(client, provider).status_code == 302
        assert User.objects.get(email=ADDRESS).groups.count() == count


def test_a_lost_group_ends_sessions_elsewhere(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage
) -> None:
    grant(dienst, "redactie", wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group)
    elsewhere = Client()
    log_in(elsewhere, provider)
    admin = reverse("wagtailadmin_home")
    assert elsewhere.get(admin, headers={"host": HOST}).status_code == 200
    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG)
    log_in(client, provider)
    assert elsewhere.get(admin, headers={"host": HOST}).status_code == 302


def test_groups_go_with_the_service_that_gave_them(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage
) -> None:
    grant(dienst, "redactie", wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group)
    log_in(client, provider)
    dienst.delete()
    assert not User.objects.get(email=ADDRESS).groups.exists()
    assert not SocialAccount.objects.exists()
