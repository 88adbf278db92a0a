"""Moderators at work, and residents who read about it: merging, and what is reported."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.editing import log_in
from tests.browser.ideas import (
    action,
    choose,
    find,
    log_in_with_password,
    open_queue,
    support,
    supporters,
    told,
)
from tests.browser.places import DOMAIN, IDEAS
from tests.browser.town import Town, link_in
from tests.browser.visitor import PHONE, WIDE, Visitor
from tests.core.mailbox import text_of

pytestmark = pytest.mark.browser

# Ideas of the demo: the second goes on in the first, the third is of somebody who can log in.
STAYS = "Buurtmoestuin op het dak van de parkeergarage"
MERGED = "Drijvende tuintjes in de oude haven"
OWN = "Elke maand een opruimochtend met de supboards"
DISCUSSED = "Meer licht op het pad langs het kanaal"
SENDER = "bewoner"
REASON = "In de tekst staat een telefoonnummer."
OBJECTION = "Het is mijn eigen telefoonnummer."


def test_support_goes_along_to_the_other_idea_only_when_its_giver_says_so(
    town_with_ideas: Town, resident: Visit
) -> None:
    town, email = town_with_ideas, "tuintjes@example.nl"
    visitor = resident(width=PHONE)
    support(visitor, town, MERGED, email)
    find(visitor, STAYS)
    before = supporters(visitor.page)

    moderator = resident(width=WIDE)
    log_in(moderator, "moderator")
    merge(moderator)
    find(visitor, STAYS)
    assert supporters(visitor.page) == before
    expect(visitor.page.get_by_role("region", name="Hierin opgegaan")).to_contain_text(MERGED)

    mail = town.mail(email, f"Steunt u ook het idee waarmee “{MERGED}” verdergaat?")
    assert "Uw steun gaat niet vanzelf mee." in text_of(mail)
    # On another device, on which nobody is logged in.
    phone = resident(width=PHONE)
    phone.page.goto(link_in(mail))
    heading = phone.page.get_by_role("heading", level=1)
    expect(heading).to_have_text(f"Steunt u ook “{STAYS}”?")
    find(visitor, STAYS)
    assert supporters(visitor.page) == before, "opening the link gave the support"
    phone.page.get_by_role("button", name="Ja, ik steun dit ook").click()
    expect(phone.page.get_by_role("main")).to_contain_text("U steunt dit idee. Dank u wel.")
    phone.page.get_by_role("link", name="Bekijk het idee").click()
    expect(heading).to_have_text(STAYS)
    assert supporters(phone.page) == before + 1


def merge(moderator: Visitor) -> None:
    page = moderator.page
    choose(page, "Ideeën")
    page.get_by_role("main").get_by_role("link", name=MERGED).click()
    form = action(page, "Samenvoegen met een ander idee")
    form.get_by_label("Nummer of woorden uit de titel").fill("moestuin parkeergarage")
    form.get_by_role("button", name="Samenvoegen").click()
    page.get_by_role("radio", name=re.compile(STAYS)).check()
    page.get_by_role("main").get_by_role("button", name="Samenvoegen").click()
    expect(told(page)).to_contain_text(f"Dit idee verwijst nu naar ‘{STAYS}’.")


def test_a_reported_idea_is_hidden_and_its_sender_objects_once(
    town_with_ideas: Town, resident: Visit
) -> None:
    town, visitor = town_with_ideas, resident(width=PHONE)
    find(visitor, OWN)
    idea = visitor.page.url
    visitor.page.get_by_role("link", name="Meld dit idee").click()
    report(visitor, "Er staat een nummer in.")

    moderator = resident(width=WIDE)
    log_in(moderator, "moderator")
    page = moderator.page
    open_queue(page, "Meldingen", OWN)
    expect(page.get_by_role("main")).to_contain_text("Er staat een nummer in.")
    page.get_by_label("Toelichting").fill(REASON)
    page.get_by_role("button", name="Terecht: verbergen").click()
    expect(told(page)).to_contain_text("het staat niet meer op de site")
    it_is_gone(visitor, idea)

    sender = resident(width=PHONE)
    object_once(sender, town)
    open_queue(page, "Bezwaren bij ideeën", OWN)
    expect(page.get_by_role("main")).to_contain_text(OBJECTION)
    action(page, "Terugdraaien").get_by_role("button", name="Terugdraaien").click()
    expect(told(page)).to_contain_text("Het is teruggedraaid.")
    assert town.mail(f"{SENDER}@{DOMAIN}", f"Uw idee staat weer op de site: “{OWN}”")
    find(visitor, OWN)


def report(visitor: Visitor, words: str) -> None:
    page = visitor.page
    page.get_by_label("Wat is er mis?").select_option(index=1)
    page.get_by_label("Wilt u er iets bij vertellen?").fill(words)
    page.get_by_role("button", name="Verstuur de melding").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Dank u wel voor uw melding")


def it_is_gone(visitor: Visitor, idea: str) -> None:
    answer = visitor.page.goto(idea)
    assert answer is not None
    assert answer.status == 404
    # The browser itself reports the status of the page.
    visitor.problems.clear()
    visitor.go(f"{IDEAS}?q=supboards")
    expect(visitor.page.get_by_role("main")).to_contain_text("Er zijn geen ideeën")


def object_once(sender: Visitor, town: Town) -> None:
    page = sender.page
    mail = town.mail(f"{SENDER}@{DOMAIN}", f"Uw idee is van de site gehaald: “{OWN}”")
    assert REASON in text_of(mail)
    # The link asks who it is first.
    page.goto(link_in(mail))
    page.get_by_role("link", name="Ik heb een wachtwoord").click()
    log_in_with_password(page, SENDER)
    main = page.get_by_role("main")
    expect(main).to_contain_text(REASON)
    page.get_by_label("Waarom bent u het er niet mee eens?").fill(OBJECTION)
    page.get_by_role("button", name="Maak bezwaar").click()
    expect(main).to_contain_text("Uw bezwaar is ontvangen.")
    page.reload()
    expect(main).to_contain_text("Een moderator kijkt ernaar.")
    expect(page.get_by_role("button", name="Maak bezwaar")).to_have_count(0)


def test_a_reported_comment_is_hidden_and_leaves_a_word_in_its_place(resident: Visit) -> None:
    visitor = resident(width=PHONE)
    find(visitor, DISCUSSED)
    comments = visitor.page.locator("#reacties")
    # One with an answer: that stays.
    comment = comments.locator(".sw-comments__list > li").filter(has=visitor.page.locator("ol"))
    words, answer = comment.locator(".sw-comment__text").all_inner_texts()[:2]
    comment.get_by_role("link", name=re.compile("^Melden van de reactie")).first.click()
    report(visitor, "Dit is niet aardig.")

    moderator = resident(width=WIDE)
    log_in(moderator, "moderator")
    page = moderator.page
    open_queue(page, "Meldingen", f"Reactie op ‘{DISCUSSED}’")
    expect(page.get_by_role("main")).to_contain_text(words)
    page.get_by_role("button", name="Terecht: verbergen").click()
    expect(told(page)).to_contain_text("het staat niet meer op de site")

    find(visitor, DISCUSSED)
    expect(comments).to_contain_text("Een moderator heeft deze reactie verborgen.")
    expect(comments).not_to_contain_text(words)
    expect(comments).to_contain_text(answer)
