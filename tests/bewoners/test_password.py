"""A password is for who wants one: to come in with, to choose and to replace."""

from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from bewoners.models import User
from tests.bewoners.people import code_in, last_mail, log_in_by_code, without_tokens

AN, PASSWORD = "an@example.nl", "wachtwoord-van-test"
HOME, LOGIN = reverse("bewoners:home"), reverse("account_login")
FORGOT = reverse("account_reset_password")


def logged_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_a_forgotten_password_asks_the_same_of_every_address(an: User) -> None:
    pages = []
    for address in (AN, "niemand@example.nl"):
        client = Client()
        first = client.post(FORGOT, {"email": address})
        second = client.get(first["Location"])
        third = client.post(first["Location"], {"code": "0000-0000"})
        pages.append(
            [
                (page.status_code, without_tokens(page.content.decode().replace(address, "")))
                for page in (first, second, third)
            ]
        )
    assert pages[0] == pages[1]


def test_somebody_with_a_password_comes_in_with_it(client: Client, an: User) -> None:
    log_in_by_code(Client(), AN)
    answer = client.post(LOGIN, {"login": AN, "password": PASSWORD})
    assert answer["Location"] == HOME
    assert logged_in(client)


def test_a_wrong_password_is_refused_in_words_that_tell_nothing(client: Client, an: User) -> None:
    for login, password in ((AN, "verkeerd"), ("niemand@example.nl", PASSWORD), (AN, "x" * 20_000)):
        answer = client.post(LOGIN, {"login": login, "password": password})
        assert "Het e-mailadres of het wachtwoord klopt niet" in answer.content.decode()
        assert password not in answer.content.decode()
    assert not logged_in(client)


def test_a_forgotten_password_is_replaced_with_a_code(client: Client, an: User) -> None:
    page = client.post(FORGOT, {"email": AN})["Location"]
    mail = last_mail(AN)
    assert "nieuw wachtwoord" in mail.subject
    page = client.post(page, {"code": code_in(mail)})["Location"]
    new = "een-heel-ander-wachtwoord"
    answer = client.post(page, {"password1": new, "password2": "iets-anders-dan-dat"})
    assert "De twee wachtwoorden zijn niet gelijk" in answer.content.decode()
    answer = client.post(page, {"password1": "kort", "password2": "kort"})
    assert "12" in answer.context["form"].errors["password1"][0]
    assert client.post(page, {"password1": new, "password2": new}, follow=True).status_code == 200
    an.refresh_from_db()
    assert an.check_password(new)
    assert last_mail(AN).subject == "Uw wachtwoord is veranderd bij Waterhage"
    assert "Het apparaat:" in last_mail(AN).text


def test_a_first_password_can_be_chosen_and_is_told_by_mail(client: Client, site: Site) -> None:
    user = User.objects.create_user(AN)
    client.force_login(user)
    new = "een-heel-ander-wachtwoord"
    client.post(reverse("account_set_password"), {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert "wachtwoord" in last_mail(AN).subject
