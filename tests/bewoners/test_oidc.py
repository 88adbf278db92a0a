"""Staff log in with the account of their work, at a provider that is really there."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from wagtail.models import Site

from bewoners.models import Aanmelddienst, GekregenGroep, Groepstoekenning, User
from tests.bewoners.oidc_server import (
    CLIENT,
    SECRET,
    Provider,
    come_back,
    question_of,
    run_provider,
    start,
)
from tests.conftest import HOST, OTHER_HOST, Cast
from tests.factories.people import UserFactory
from wijkpaginas.models import GemeenteGroup, WijkGroup, WijkPage

ADDRESS = "an@waterhage.nl"
STRONG = "urn:strong"
BSN = "111222333"


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    with run_provider() as provider:
        yield provider


@pytest.fixture
def provider(running: Provider) -> Provider:
    """The provider, on its best behaviour."""
    running.asked.clear()
    running.change = running.change_told = None
    running.forged, running.breaks_at, running.wait = False, "", 0.0
    running.knows(
        "an", email=ADDRESS, email_verified=True, given_name="An", family_name="de Wit",
        acr=STRONG, groups=["redactie"],
    )  # fmt: skip
    return running


@pytest.fixture
def dienst(provider: Provider, site: Site, cast: Cast) -> Aanmelddienst:
    return make_dienst(site, provider)


def make_dienst(site: Site, provider: Provider, **fields: Any) -> Aanmelddienst:
    values = {
        "naam": "Gemeente Waterhage", "sleutel": "waterhage", "adres": provider.address,
        "client_id": CLIENT, "niveaus": f"urn:strongest\n{STRONG}", "domeinen": "waterhage.nl",
        "maakt_accounts": True, **fields,
    }  # fmt: skip
    made = Aanmelddienst(site=site, **values)
    made.geheim = SECRET
    made.save()
    return made


def log_in(client: Client, provider: Provider, sub: str = "an", **query: str) -> HttpResponse:
    """Go the whole way."""
    question = start(client, "waterhage", HOST, **query)
    return come_back(client, provider.log_in(question, sub), HOST)


def who(client: Client) -> str:
    """Return the number of who is logged in, or nothing."""
    return client.session.get("_auth_user_id", "")


def grant(dienst: Aanmelddienst, value: str, group: Group) -> None:
    Groepstoekenning.objects.create(dienst=dienst, waarde=value, groep=group)


# --- The way there and back -------------------------------------------------------------------


def test_somebody_comes_in_with_a_code_and_pkce(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    question = question_of(start(client, "waterhage", HOST))
    assert question["response_type"] == "code"
    assert question["code_challenge_method"] == "S256"
    assert question["client_id"] == CLIENT
    assert question["acr_values"] == f"urn:strongest {STRONG}"
    assert set(question["scope"].split()) == {"openid", "profile", "email"}
    assert question["redirect_uri"] == f"http://{HOST}/account/organisatie/waterhage/terug/"
    assert len(question["nonce"]) > 40

    response = log_in(client, provider)
    assert response.status_code == 302
    user = User.objects.get(email=ADDRESS)
    assert who(client) == str(user.pk)
    assert (user.first_name, user.last_name) == ("An", "de Wit")
    assert not user.has_usable_password()
    assert not user.is_staff
    assert not user.is_superuser
    assert EmailAddress.objects.get(user=user).verified


def test_each_attempt_asks_something_else(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    questions = [question_of(start(client, "waterhage", HOST)) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert questions[0][name] != questions[1][name]


def test_a_visitor_adds_nothing_to_the_question(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    question = question_of(
        start(client, "waterhage", HOST, scope="bsn", auth_params="acr_values=zwak&prompt=none")
    )
    assert question["acr_values"] == f"urn:strongest {STRONG}"
    assert "bsn" not in question["scope"]
    assert "prompt" not in question


def test_a_get_only_asks_whether_to_go_on(client: Client, dienst: Aanmelddienst) -> None:
    response = client.get("/account/organisatie/waterhage/inloggen/", headers={"host": HOST})
    assert response.status_code == 200
    assert "de inlogpagina van Gemeente Waterhage" in response.content.decode()


def test_nothing_but_who_it_was_is_stored(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG, bsn=BSN, phone="06")
    log_in(client, provider)
    account = SocialAccount.objects.get()
    assert (account.uid, account.provider, account.extra_data) == ("an", "waterhage", {})


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": BSN},
        {"sub": "111.222.333"},
        {"sub": "12345672"},
    ],
)
def test_a_citizen_service_number_is_no_name(
    client: Client, provider: Provider, dienst: Aanmelddienst, claims: dict[str, str]
) -> None:
    provider.knows(claims["sub"], email=ADDRESS, email_verified=True, acr=STRONG)
    response = log_in(client, provider, claims["sub"])
    assert response.status_code == 403
    assert "niet mag bewaren" in response.content.decode()
    assert not SocialAccount.objects.exists()
    assert not User.objects.filter(email=ADDRESS).exists()


def test_a_citizen_service_number_in_a_name_is_left_out(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.knows("an", email=ADDRESS, email_verified=True, acr=STRONG, given_name=BSN)
    log_in(client, provider)
    assert User.objects.get(email=ADDRESS).first_name == ""


def test_somebody_is_known_by_another_claim(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    Aanmelddienst.objects.update(persoonsclaim="oid")
    provider.knows(BSN, email=ADDRESS, email_verified=True, acr=STRONG, oid="a-7")
    assert log_in(client, provider, BSN).status_code == 302
    assert SocialAccount.objects.get().uid == "a-7"


# --- Who comes in -----------------------------------------------------------------------------


def refused(response: HttpResponse, words: str) -> None:
    text = response.content.decode()
    assert response.status_code in {403, 502}
    assert "Inloggen is niet gelukt" in text
    assert words in text


def test_a_known_person_comes_back_whatever_became_of_the_address(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    log_in(client, provider)
    client.logout()
    provider.knows("an", email="ander@elders.example", acr=STRONG)
    Aanmelddienst.objects.update(maakt_accounts=False)
    log_in(client, provider)
    assert who(client) == str(User.objects.get(email=ADDRESS).pk)


def test_the_account_with_a_verified_address_of_the_municipality_is_linked(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    Aanmelddienst.objects.update(maakt_accounts=False)
    user = UserFactory(email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    assert log_in(client, provider).status_code == 302
    assert who(client) == str(user.pk)
    assert SocialAccount.objects.get().user == user
    user.refresh_from_db()
    assert user.check_password("wachtwoord-van-test")


def test_an_account_made_by_an_administrator_is_linked_at_once(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    """Nobody has shown yet that the address is theirs: the service does."""
    user = UserFactory(email=ADDRESS)
    log_in(client, provider)
    assert who(client) == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    user.refresh_from_db()
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    ("fields", "claims"),
    [
        ({}, {"email_verified": False}),
        ({}, {"email_verified": None}),
        ({"domeinen": "andere.nl"}, {}),
        ({"domeinen": ""}, {}),
        ({"domeinen": "aterhage.nl"}, {}),
        ({}, {"email": "an@waterhage.nl.evil.example"}),
        ({}, {"email": "geen adres"}),
        ({}, {"email": None}),
        ({}, {"email": ["an@waterhage.nl"]}),
    ],
)
@pytest.mark.parametrize("known", [True, False])
def test_nobody_comes_in_whom_the_municipality_does_not_vouch_for(
    client: Client, provider: Provider, dienst: Aanmelddienst, fields: Any, claims: Any, known: bool
) -> None:
    Aanmelddienst.objects.update(**fields)
    said = {"email": ADDRESS, "email_verified": True, "acr": STRONG, **claims}
    provider.knows("an", **{name: value for name, value in said.items() if value is not None})
    if known:
        user = UserFactory(email=ADDRESS)
        EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    before = User.objects.count()
    # The same answer, so that it does not tell who has an account.
    refused(log_in(client, provider), "Wij kunnen u zo niet laten inloggen")
    assert not who(client)
    assert User.objects.count() == before
    assert not SocialAccount.objects.exists()


def test_an_unknown_person_is_refused_where_accounts_are_made_by_hand(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    Aanmelddienst.objects.update(maakt_accounts=False)
    refused(log_in(client, provider), "Vraag uw beheerder")
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_administrator_is_not_linked_by_address(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    UserFactory(email=ADDRESS, superuser=True)
    refused(log_in(client, provider), "Log dan eerst in")
    assert not who(client)


def test_who_is_logged_in_links_the_own_account(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    user = UserFactory(email="an@elders.example")
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client.force_login(user)
    log_in(client, provider, process="connect")
    assert SocialAccount.objects.get().user == user
    client.logout()
    log_in(client, provider)
    assert who(client) == str(user.pk)


def test_a_closed_account_stays_closed(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    log_in(client, provider)
    client.logout()
    User.objects.filter(email=ADDRESS).update(is_active=False)
    response = log_in(client, provider)
    assert response["Location"] == reverse("account_inactive")
    assert not who(client)


def test_a_service_that_is_off_is_not_there(client: Client, dienst: Aanmelddienst) -> None:
    Aanmelddienst.objects.update(actief=False)
    for name in ("openid_connect_login", "openid_connect_callback"):
        address = reverse(name, args=["waterhage"])
        assert client.get(address, headers={"host": HOST}).status_code == 404
    assert "Gemeente Waterhage" not in log_in_page(client, HOST)


def test_a_service_of_another_municipality_is_not_there(
    client: Client, provider: Provider, dienst: Aanmelddienst, other_site: Site
) -> None:
    assert "Gemeente Waterhage" in log_in_page(client, HOST)
    assert "Gemeente Waterhage" not in log_in_page(client, OTHER_HOST)
    address = reverse("openid_connect_login", args=["waterhage"])
    assert client.post(address, headers={"host": OTHER_HOST}).status_code == 404
    # Not with an answer that was meant for the first one either.
    location = provider.log_in(start(client, "waterhage", HOST), "an")
    assert come_back(client, location, OTHER_HOST).status_code == 404
    assert not who(client)


def log_in_page(client: Client, host: str) -> str:
    page = client.get(reverse("account_request_login_code"), headers={"host": host})
    assert page.status_code == 200
    return page.content.decode()


# --- Groups -----------------------------------------------------------------------------------


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


# --- How strongly -----------------------------------------------------------------------------


@pytest.mark.parametrize("acr", ["urn:weak", "", None, ["urn:strong"]])
def test_a_level_that_is_too_low_does_not_come_in(
    client: Client, provider: Provider, dienst: Aanmelddienst, acr: Any
) -> None:
    provider.knows(
        "an", email=ADDRESS, email_verified=True, **({} if acr is None else {"acr": acr})
    )
    refused(log_in(client, provider), "niet sterk genoeg")
    assert not User.objects.filter(email=ADDRESS).exists()


def test_the_level_has_to_be_in_what_was_signed(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.change = lambda claims: {**claims, "acr": "urn:weak"}
    refused(log_in(client, provider), "niet sterk genoeg")


def test_a_strong_service_is_the_second_factor_too(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    grant(dienst, "redactie", wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group)
    response = log_in(client, provider, next="/admin/")
    assert response["Location"] == "/admin/"
    assert client.get("/admin/", headers={"host": HOST}).status_code == 200


def test_a_service_without_levels_is_not(
    client: Client, provider: Provider, dienst: Aanmelddienst, wijk: WijkPage, settings: Settings
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    Aanmelddienst.objects.update(niveaus="")
    grant(dienst, "redactie", wijk.editor_groups.get(role=WijkGroup.Role.REDACTIE).group)
    log_in(client, provider)
    response = client.get("/admin/", headers={"host": HOST})
    assert response["Location"] == reverse("second_factor_required")


@pytest.mark.parametrize(("levels", "asked"), [(STRONG, False), ("", True)])
def test_the_own_second_factor_is_asked_unless_the_service_did(
    client: Client, provider: Provider, dienst: Aanmelddienst, levels: str, asked: bool
) -> None:
    Aanmelddienst.objects.update(niveaus=levels)
    log_in(client, provider)
    client.logout()
    user = User.objects.get(email=ADDRESS)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    response = log_in(client, provider)
    assert (response["Location"] == reverse("mfa_authenticate")) is asked
    assert bool(who(client)) is not asked


# --- What goes wrong --------------------------------------------------------------------------


def test_who_says_no_at_the_service_is_told_so(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    question = start(client, "waterhage", HOST)
    location = provider.log_in(question, "an", action="deny")
    # The provider leaves out what the standard wants it to send back.
    location += f"&state={question_of(question)['state']}"
    refused(come_back(client, location, HOST), "afgebroken")


def test_an_answer_is_used_once(client: Client, provider: Provider, dienst: Aanmelddienst) -> None:
    location = provider.log_in(start(client, "waterhage", HOST), "an")
    assert come_back(client, location, HOST).status_code == 302
    client.logout()
    refused(come_back(client, location, HOST), "al gebruikt")
    assert not who(client)


def test_the_answer_of_somebody_else_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    """Somebody is made to open the way back of another's log-in."""
    attacker = Client()
    location = provider.log_in(start(attacker, "waterhage", HOST), "an")
    refused(come_back(client, location, HOST), "verlopen")
    start(client, "waterhage", HOST)
    refused(come_back(client, location, HOST), "verlopen")
    assert not who(client)


def test_a_stolen_code_is_worth_nothing_in_another_attempt(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    stolen = question_of(provider.log_in(start(Client(), "waterhage", HOST), "an"))["code"]
    state = question_of(start(client, "waterhage", HOST))["state"]
    location = f"/account/organisatie/waterhage/terug/?code={stolen}&state={state}"
    refused(come_back(client, location, HOST), "klopt niet")


WRONG = {
    "another nonce": {"nonce": "x" * 43},
    "no nonce": {"nonce": None},
    "for another site": {"aud": "iemand-anders"},
    "made for another site": {"azp": "iemand-anders"},
    "from another service": {"iss": "https://evil.example"},
    "over": {"exp": 1_000_000_000},
    "without an end": {"exp": None},
    "about nobody": {"sub": None},
    "from the future": {"iat": 9_000_000_000},
    "empty": {"sub": ""},
}


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst, change: dict[str, Any]
) -> None:
    provider.change = lambda claims: {
        name: value for name, value in {**claims, **change}.items() if value is not None
    }
    refused(log_in(client, provider), "klopt niet")
    assert not who(client)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_an_answer_that_somebody_else_signed_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.forged = True
    refused(log_in(client, provider), "klopt niet")


def test_what_is_told_about_another_person_does_not_count(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    provider.change_told = lambda claims: {**claims, "sub": "een-ander"}
    refused(log_in(client, provider), "klopt niet")


def test_a_wrong_secret_does_not_log_in(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    dienst.geheim = "iets anders"
    dienst.save()
    refused(log_in(client, provider), "klopt niet")


@pytest.mark.parametrize("place", ["openid-configuration", "jwks", "userinfo", "token"])
def test_a_service_that_answers_nonsense_is_said_to(
    client: Client, provider: Provider, dienst: Aanmelddienst, place: str
) -> None:
    question = start(client, "waterhage", HOST)
    location = provider.log_in(question, "an")
    provider.breaks_at = place
    assert come_back(client, location, HOST).status_code in {403, 502}
    assert not who(client)


def test_a_service_that_is_down_is_said_to(client: Client, dienst: Aanmelddienst) -> None:
    Aanmelddienst.objects.update(adres="http://localhost:9")
    response = client.post("/account/organisatie/waterhage/inloggen/", headers={"host": HOST})
    refused(response, "geeft geen antwoord")
    assert response.status_code == 502


def test_a_service_that_is_slow_holds_nobody_up(
    client: Client, provider: Provider, dienst: Aanmelddienst, settings: Settings
) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.2
    provider.wait = 1
    response = client.post("/account/organisatie/waterhage/inloggen/", headers={"host": HOST})
    refused(response, "geeft geen antwoord")


@pytest.mark.parametrize(
    "query",
    [
        "", "code=x", "state=x", "state=%00&code=%00", "error=server_error&state=x",
        "error=%22%3E%3Csvg%20onload=alert(1)%3E&state=x", f"code={'x' * 20_000}&state=x",
        "code=a%0d%0aSet-Cookie:x=1&state=b",
    ],
)  # fmt: skip
def test_nonsense_at_the_way_back_is_answered_plainly(
    client: Client, dienst: Aanmelddienst, query: str
) -> None:
    response = client.get(f"/account/organisatie/waterhage/terug/?{query}", headers={"host": HOST})
    refused(response, "Begin opnieuw")
    assert "<svg onload" not in response.content.decode()


def test_a_service_that_says_it_can_not_be_as_strong_is_believed(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    state = question_of(start(client, "waterhage", HOST))["state"]
    query = f"error=unmet_authentication_requirements&state={state}"
    response = client.get(f"/account/organisatie/waterhage/terug/?{query}", headers={"host": HOST})
    refused(response, "niet sterk genoeg")


def test_the_way_back_takes_no_post(client: Client, dienst: Aanmelddienst) -> None:
    address = reverse("openid_connect_callback", args=["waterhage"])
    assert client.post(address, headers={"host": HOST}).status_code == 405


def test_somebody_is_not_sent_on_to_another_site(
    client: Client, provider: Provider, dienst: Aanmelddienst
) -> None:
    response = log_in(client, provider, next="https://evil.example/")
    assert "evil" not in response["Location"]
