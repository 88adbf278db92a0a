"""The whole way of an idea, from a form to the answer of the municipality, with real mails."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.editing import log_in
from tests.browser.ideas import (
    LIBRARY,
    action,
    choose,
    confirm,
    find,
    open_queue,
    send_in,
    sign,
    support,
    supporters,
    told,
    write,
)
from tests.browser.places import DOMAIN, IDEAS
from tests.browser.town import Town, link_in
from tests.browser.visitor import PHONE, WIDE, Visitor
from tests.core.mailbox import text_of

pytestmark = pytest.mark.browser

TITLE = "Een kabelbaan over de gracht"
TEXT = "Met een kabelbaan is de overkant dichtbij. Bel Piet op nummer 12 maar."
BETTER = "Met een kabelbaan is de overkant dichtbij, ook met een rollator."
SENDER, FOLLOWER = "kabel-sender@example.nl", "kabel-follower@example.nl"
SUPPORTERS = [f"kabel-{number}@example.nl" for number in range(3)]
QUESTION = "Wilt u de naam van uw buurman weghalen?"
ANSWER = "Er is geen plaats voor de masten. Wij kijken wel naar een pontje."


def test_an_idea_goes_its_whole_way(town_with_ideas: Town, resident: Visit) -> None:
    town = town_with_ideas
    sender = resident(width=PHONE)
    send_an_idea_in(sender, town)
    moderator = resident(width=WIDE)
    log_in(moderator, "moderator")
    return_it(moderator)
    change_it(sender, town)
    approve_it(moderator, town)
    people = support_and_follow(town, resident)
    regisseur = resident(width=WIDE)
    log_in(regisseur, "regisseur")
    judge_it(regisseur, town)
    answer_is_public(resident(width=PHONE))
    everybody_gets_the_answer(town, people[0])


def send_an_idea_in(sender: Visitor, town: Town) -> None:
    page = sender.page
    sender.go(IDEAS)
    page.get_by_role("link", name="Stuur een idee in").click()
    write(page, TITLE, TEXT)
    page.get_by_label("De hele wijk").check()
    sign(page, SENDER, "Ans Kabel")
    send_in(page)
    confirm(sender, town, SENDER)
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedankt, uw idee is binnen")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Een moderator leest uw idee, binnen 3 dagen.")
    expect(main).to_contain_text("Bij 3 keer steun gaat de gemeente uw idee beoordelen.")
    expect(main.get_by_role("heading", name="Wie kunt u iets vragen?")).to_be_visible()
    assert "binnen 3 dagen" in text_of(town.mail(SENDER, f"Wij kijken uw idee na: “{TITLE}”"))
    # Nobody else sees it yet.
    sender.go(f"{IDEAS}?q=kabelbaan")
    expect(main).to_contain_text("Er zijn geen ideeën die hierbij passen.")


def return_it(moderator: Visitor) -> None:
    page = moderator.page
    open_queue(page, "Nieuwe ideeën", TITLE)
    form = action(page, "Terugsturen")
    form.get_by_label("Wat moet er anders?").fill(QUESTION)
    form.get_by_role("button", name="Terugsturen").click()
    expect(told(page)).to_contain_text("Het idee is teruggestuurd. De indiener krijgt een mail.")


def change_it(sender: Visitor, town: Town) -> None:
    page = sender.page
    mail = town.mail(SENDER, f"Wilt u uw idee aanpassen? “{TITLE}”")
    assert QUESTION in text_of(mail)
    page.goto(link_in(mail))
    expect(page.get_by_role("heading", level=1)).to_have_text("Pas uw idee aan")
    expect(page.get_by_role("main")).to_contain_text(QUESTION)
    page.get_by_label("Leg uw idee uit").fill(BETTER)
    page.get_by_role("button", name="Opnieuw insturen").click()
    expect(page.get_by_role("main")).to_contain_text("Uw idee is opnieuw ingestuurd.")


def approve_it(moderator: Visitor, town: Town) -> None:
    page = moderator.page
    open_queue(page, "Nieuwe ideeën", TITLE)
    expect(page.get_by_role("main")).to_contain_text(BETTER)
    action(page, "Goedkeuren").get_by_role("button", name="Goedkeuren en plaatsen").click()
    expect(told(page)).to_contain_text("Het idee staat op de site.")
    assert town.mail(SENDER, f"Uw idee staat op de site: “{TITLE}”")


def support_and_follow(town: Town, resident: Visit) -> list[Visitor]:
    """Let one person follow it, and as many support it as are asked for."""
    follower = resident(width=PHONE)
    find(follower, TITLE)
    expect(follower.page.get_by_role("main")).to_contain_text(BETTER)
    expect(follower.page.get_by_role("main")).not_to_contain_text("Piet")
    expect(follower.page.locator("#steun")).to_contain_text("Nog 3 nodig.")
    follower.page.get_by_role("link", name="Volg dit idee").click()
    sign(follower.page, FOLLOWER, "Fien Volger")
    follower.page.get_by_role("button", name="Volg dit").click()
    confirm(follower, town, FOLLOWER)
    heading = follower.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(f"U volgt “{TITLE}”")
    people = []
    for email in SUPPORTERS:
        person = resident(width=PHONE)
        support(person, town, TITLE, email)
        people.append(person)
    find(follower, TITLE)
    assert supporters(follower.page) == len(SUPPORTERS)
    now = follower.page.locator("[aria-current=step]")
    expect(now).to_contain_text("De gemeente beoordeelt dit idee")
    assert "Het antwoord komt voor of op" in text_of(town.mail(SENDER, "Wij beoordelen uw idee"))
    # Whoever gives it once more is told that they did.
    person = people[0]
    find(person, TITLE)
    person.page.get_by_role("link", name="Steun dit idee").or_(
        person.page.get_by_role("link", name="U steunt dit idee")
    ).click()
    expect(person.page.get_by_role("button", name="Steun intrekken")).to_be_visible()
    assert supporters(person.page) == len(SUPPORTERS)
    return people


def judge_it(regisseur: Visitor, town: Town) -> None:
    page = regisseur.page
    mail = town.mail(f"regisseur@{DOMAIN}", f"Te beoordelen: “{TITLE}”")
    assert "Het heeft 3 keer steun." in text_of(mail)
    choose(page, "Te beoordelen")
    page.get_by_role("link", name=TITLE).click()
    criterion = page.get_by_role("group", name="Kan het op deze plek?")
    criterion.get_by_label("Uitkomst").select_option("Nee")
    criterion.get_by_label("Toelichting").fill("De kade is te smal.")
    page.get_by_role("button", name="Criteria opslaan").click()
    expect(told(page)).to_contain_text("De criteria zijn opgeslagen.")
    page.get_by_role("radio", name="Niet haalbaar").check()
    page.get_by_label("Reden", exact=True).select_option(index=1)
    page.get_by_role("textbox", name="Uitleg").fill(ANSWER)
    page.get_by_role("button", name="Geef dit antwoord").click()
    expect(told(page)).to_contain_text("Het antwoord staat op de site.")


def answer_is_public(visitor: Visitor) -> None:
    page = visitor.page
    find(visitor, TITLE)
    answer = page.get_by_role("region", name="Antwoord van de gemeente")
    expect(answer).to_contain_text(ANSWER)
    reason = answer.locator(".sw-tag").inner_text()
    expect(page.locator(".sw-page-heading")).to_contain_text("Niet haalbaar")
    expect(page.get_by_role("main")).to_contain_text("De kade is te smal.")
    expect(page.locator("#steun")).to_contain_text("Steun geven kan hier niet meer.")
    visitor.go(f"{LIBRARY}?q=kabelbaan")
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name=TITLE))
    expect(row).to_contain_text(ANSWER)
    expect(row).to_contain_text(reason)


def everybody_gets_the_answer(town: Town, person: Visitor) -> None:
    about = f"“{TITLE}” is niet haalbaar"
    for email in (SENDER, FOLLOWER, *SUPPORTERS):
        assert ANSWER in text_of(town.mail(email, about))
        assert len(town.mails(email, about)) == 1
    # The mail to a supporter leads on to the page, and ends such mails.
    mail = town.mail(SUPPORTERS[0], about)
    person.page.goto(link_in(mail))
    expect(person.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    stop = re.search(r"http://\S+/afmelden/\S+", text_of(mail))
    assert stop
    person.page.goto(stop.group())
    person.page.get_by_role("button", name="Stop deze mails").click()
    expect(person.page.get_by_role("main")).to_contain_text("U krijgt hierover geen mails meer.")
