"""From an idea to the visitor: an editor writes, a publisher judges, everybody reads at once."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
import requests
from aiosmtpd.controller import Controller
from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.browser.editing import PageEditor, address_in, forgive, log_in, take_mail
from tests.browser.places import WIJK
from tests.browser.server import Wishes, demo_site, manage
from tests.browser.visitor import PHONE, Visitor, make_visitor
from tests.browser.wsgi import PROCESS
from tests.core.mailbox import Mailbox, free_port, text_of

pytestmark = pytest.mark.browser

TITLE = "Muziek op de Houtkade"
PICTURE, DESCRIPTION = "Muzikanten op de kade", "Vier muzikanten spelen op de kade."
COMMENT = "Zet erbij hoe laat het begint."
SENTENCE = "Elke vrijdag om half acht."
# Where the message stands besides at its own address.
LISTS = ["/", WIJK, "/nieuws/", f"{WIJK}nieuws/", f"{WIJK}nieuws/feed/", "/sitemap.xml"]
MESSAGE = f"{WIJK}nieuws/muziek-op-de-houtkade/"

PROCESSES, ANSWERS_OF_EACH = 2, 4
NEIGHBOUR = "from tests.browser.more_data import add_neighbour; add_neighbour()"


@dataclass
class Office:
    """A site with two processes and a worker, its post, and the message that was sent in."""

    address: str
    mailbox: Mailbox
    edit_url: str = ""

    def ask(self, path: str, **headers: str) -> list[requests.Response]:
        """Return answers to the same question, several of each process."""
        answers: list[requests.Response] = []

        def ask_once(_number: int) -> requests.Response:
            return requests.get(self.address + path, headers=headers, timeout=60)

        with ThreadPoolExecutor(8) as visitors:
            for _ in range(50):
                answers += visitors.map(ask_once, range(8))
                counts = Counter(answer.headers[PROCESS] for answer in answers)
                if len(counts) == PROCESSES and min(counts.values()) >= ANSWERS_OF_EACH:
                    return answers
        raise AssertionError(f"{path}: not all processes answered, but {counts}")

    def lists(self, *, with_it: bool) -> list[str]:
        """Return the lists of which an answer has the message, or of which an answer has not."""
        return [
            path
            for path in LISTS
            if any((MESSAGE in answer.text) == with_it for answer in self.ask(path))
        ]


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Open a site where an editor has sent in a message."""
    photo = tmp_path_factory.mktemp("photo") / "foto.jpg"
    Image.effect_noise((1600, 900), 60).convert("RGB").save(photo)
    mailbox = Mailbox()
    post = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    post.start()
    wishes = Wishes(
        settings={"EMAIL_URL": f"smtp://127.0.0.1:{post.port}"},
        prepare=lambda folder: manage(folder, "shell", "-v0", "-c", NEIGHBOUR),
        processes=PROCESSES,
        worker=True,
    )
    try:
        with demo_site(wishes) as address:
            office = Office(address, mailbox)
            editor = make_visitor(browser, address)
            log_in(editor, "redactie")
            office.edit_url = write(editor, photo)
            editor.context.close()
            assert editor.outside == []
            yield office
    finally:
        post.stop()


def write(editor: Visitor, photo: Path) -> str:
    """Write a message with a heading, text and a picture, look at it as on a phone, send it in."""
    page = editor.page
    page.get_by_role("link", name="Nieuws schrijven : Havenkwartier").click()
    form = PageEditor(page)
    form.fill(titel=TITLE, samenvatting="Er klinkt muziek op de kade.")
    form.add_block("Kop").get_by_role("textbox", name="Tekst").fill("Wie spelen er?")
    form.write(form.add_block("Tekst"), "De harmonie en drie koren uit de wijk.")
    form.upload_picture(form.add_block("Afbeelding"), photo, PICTURE, DESCRIPTION)

    phone = form.preview()
    expect(phone.get_by_role("heading", name="Wie spelen er?")).to_be_visible()
    expect(phone.get_by_role("img", name=DESCRIPTION)).to_be_visible()
    assert phone.locator("html").evaluate("html => html.clientWidth") <= PHONE
    assert phone.locator("html").evaluate("html => html.scrollWidth") <= PHONE

    form.act("Stuur door naar Havenkwartier")
    said = page.get_by_role("status")
    expect(said).to_contain_text("ingediend")
    forgive(editor)
    assert editor.problems == []
    return str(said.get_by_role("link", name="Wijzig").get_attribute("href"))


def test_a_message_goes_by_the_publisher_to_every_visitor_at_once(
    office: Office, visit: Visit
) -> None:
    assert office.lists(with_it=True) == []
    assert {answer.status_code for answer in office.ask(MESSAGE)} == {404}
    seen_before = office.ask("/nieuws/")[0].headers["ETag"]

    publisher = visit(at=office.address)
    log_in(publisher, "eindredactie")
    send_back(publisher, take_mail(office.mailbox, "eindredactie", TITLE))
    editor = visit(at=office.address)
    log_in(editor, "redactie")
    improve(editor, take_mail(office.mailbox, "redactie", TITLE))
    assert office.lists(with_it=True) == []

    approve(publisher, take_mail(office.mailbox, "eindredactie", TITLE))
    assert office.lists(with_it=False) == []
    assert {answer.status_code for answer in office.ask(MESSAGE)} == {200}
    again = office.ask("/nieuws/", **{"If-None-Match": seen_before})
    assert {answer.status_code for answer in again} == {200}
    read(visit(at=office.address, width=PHONE))

    unpublish(publisher, office.edit_url)
    assert office.lists(with_it=True) == []
    assert {answer.status_code for answer in office.ask(MESSAGE)} == {404}


def send_back(publisher: Visitor, mail: EmailMessage) -> None:
    """Follow the link in the mail, and ask the editor to change the message."""
    page = publisher.page
    page.goto(address_in(mail))
    PageEditor(page).act("Wijzigingsverzoek")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Opmerking").fill(COMMENT)
    dialog.get_by_role("button", name="Wijzigingsverzoek").click()
    expect(page.get_by_role("status").filter(has_text=TITLE)).to_be_visible()
    forgive(publisher)


def improve(editor: Visitor, mail: EmailMessage) -> None:
    """Do what the publisher asks for, and send the message in again."""
    page = editor.page
    assert COMMENT in text_of(mail)
    expect(page.get_by_role("region", name="Wacht op u")).to_contain_text(COMMENT)
    page.goto(address_in(mail))
    form = PageEditor(page)
    form.write(form.add_block("Tekst"), SENTENCE)
    form.act("Stuur opnieuw door naar")
    expect(page.get_by_role("status").filter(has_text=TITLE)).to_be_visible()
    forgive(editor)


def approve(publisher: Visitor, mail: EmailMessage) -> None:
    page = publisher.page
    page.goto(address_in(mail))
    expect(page.get_by_role("tabpanel", name="Inhoud")).to_contain_text(SENTENCE)
    PageEditor(page).act("Goedkeuren en publiceren")
    expect(page.get_by_role("status").filter(has_text=TITLE)).to_be_visible()
    forgive(publisher)


def read(visitor: Visitor) -> None:
    """Find the message in the list, and see its picture as the worker made it."""
    page = visitor.page
    visitor.go("/nieuws/")
    page.get_by_role("main").get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("main")).to_contain_text(SENTENCE)
    for _ in range(60):
        if (
            page.get_by_role("img", name=DESCRIPTION)
            .evaluate("img => img.currentSrc")
            .endswith(".avif")
        ):
            return
        page.wait_for_timeout(500)
        page.reload()
    raise AssertionError("the worker made no smaller picture")


def unpublish(publisher: Visitor, edit_url: str) -> None:
    page = publisher.page
    publisher.go(edit_url)
    page.get_by_role("button", name="Meer acties").click()
    actions = page.get_by_role("navigation", name="Acties (footer)")
    actions.get_by_role("link", name="Publicatie intrekken").click()
    page.get_by_role("main").get_by_role("button", name="Ja, trek de publicatie in").click()
    expect(page.get_by_role("status").filter(has_text=TITLE)).to_be_visible()
    forgive(publisher)


def test_the_neighbours_editor_can_reach_none_of_it(office: Office, visit: Visit) -> None:
    neighbour = visit(at=office.address)
    page = neighbour.page
    log_in(neighbour, "buurvrouw")
    expect(page.get_by_role("region", name="Mijn wijken")).to_contain_text("Molenhoek")
    screens = {
        "dashboard": "/admin/",
        "explorer": "/admin/pages/",
        "search": "/admin/pages/search/?q=Muziek",
        "pictures": "/admin/images/?q=Muzikanten",
        "report": "/admin/reports/workflow/",
        "history": "/admin/reports/site-history/",
        "chooser of pages": "/admin/choose-page/search/?q=Muziek",
        "chooser of pictures": "/admin/images/chooser/results/?q=Muzikanten",
    }
    for screen, path in screens.items():
        answer = page.request.get(office.address + path)
        assert TITLE not in answer.text(), screen
        assert PICTURE not in answer.text(), screen

    page.get_by_role("link", name="Nieuws schrijven : Molenhoek").click()
    form = PageEditor(page)
    form.add_block("Afbeelding").get_by_role("button", name="Kies een afbeelding").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Zoekterm").fill("Muzikanten")
    expect(dialog.get_by_role("alert")).to_contain_text("geen")
    assert PICTURE not in dialog.inner_text()

    page_url = office.edit_url.removesuffix("edit/")
    for screen in ("edit/", "view_draft/", "history/", "usage/", "delete/", "unpublish/", "copy/"):
        answer = page.request.get(f"{office.address}{page_url}{screen}")
        assert TITLE not in answer.text(), screen
        assert answer.status in {403, 404} or answer.url == f"{office.address}/admin/", screen
    forgive(neighbour)
