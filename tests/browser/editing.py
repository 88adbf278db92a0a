"""What somebody does in the admin, by the names that stand on the screen."""

import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.browser.places import DOMAIN, PASSWORD
from tests.browser.visitor import Visitor
from tests.core.mailbox import Mailbox, text_of

# With a password, and on to the admin.
LOG_IN = "/account/inloggen/wachtwoord/?next=/admin/"
# Wagtail asks whether a page is complete while somebody still types; the browser reports the no.
INCOMPLETE = "responded with a status of 400"


def log_in(visitor: Visitor, name: str) -> None:
    """Enter the admin as somebody of the demo."""
    visitor.go(LOG_IN)
    visitor.page.get_by_label("Uw e-mailadres").fill(f"{name}@{DOMAIN}")
    visitor.page.get_by_label("Uw wachtwoord").fill(PASSWORD)
    visitor.page.get_by_role("button", name="Inloggen", exact=True).click()
    visitor.page.wait_for_url("**/admin/")


def forgive(visitor: Visitor) -> None:
    """Leave out what the browser says of a page that was not complete yet."""
    visitor.problems[:] = [problem for problem in visitor.problems if INCOMPLETE not in problem]


@dataclass
class PageEditor:
    """The screen on which a page is written and judged."""

    page: Page

    def fill(self, **fields: str) -> None:
        """Fill in fields by their labels: `fill(titel="Feest")`."""
        for label, text in fields.items():
            pattern = re.compile(f"^{label}", re.IGNORECASE)
            self.page.get_by_role("textbox", name=pattern).first.fill(text)

    def add_block(self, name: str) -> Locator:
        """Put a block below the others, and return it."""
        blocks = self.page.locator("section[id^='block-'][id$='-section']")
        count = blocks.count()
        self.page.get_by_role("button", name="Blok invoegen").last.click()
        option = self.page.get_by_role("listbox").get_by_role("option", name=name, exact=True)
        option.click()
        expect(blocks).to_have_count(count + 1)
        return blocks.nth(count)

    def write(self, block: Locator, text: str) -> None:
        """Write running text in a block."""
        field = block.get_by_role("textbox")
        field.click()
        expect(field).to_be_focused()
        self.page.keyboard.type(text)
        # What will be sent follows a moment later.
        stored = block.locator("input[type=hidden][name$='-value']")
        expect(stored).to_have_value(re.compile(re.escape(text)))

    def upload_picture(self, block: Locator, path: Path, title: str, description: str) -> None:
        """Choose a picture that nobody has uploaded yet."""
        block.get_by_role("button", name="Kies een afbeelding").click()
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("tab", name="Uploaden").click()
        form = dialog.get_by_role("tabpanel", name="Uploaden")
        form.get_by_label("Bestand").set_input_files(path)
        # The name of the file comes there by itself.
        expect(form.get_by_label("Titel")).to_have_value(path.stem)
        form.get_by_label("Titel").fill(title)
        form.get_by_label("Beschrijving").fill(description)
        form.get_by_role("button", name="Uploaden").click()
        expect(block).to_contain_text(title)

    def preview(self) -> FrameLocator:
        """Open the preview beside the page, as a phone shows it."""
        self.page.get_by_role("button", name="Toon/verberg voorvertoning").click()
        panel = self.page.get_by_role("complementary", name="Voorvertoning")
        expect(panel.get_by_role("radio", name="Voorvertoning op mobiel formaat")).to_be_checked()
        # A renewed preview is loaded in a second frame, which then takes the place of the first.
        return panel.locator("iframe").last.content_frame

    def act(self, name: str) -> None:
        """Choose what happens with the page, from the menu below it."""
        self.page.get_by_role("button", name="Meer acties").click()
        actions = self.page.get_by_role("navigation", name="Acties (footer)")
        actions.get_by_role("button", name=name).click()


def take_mail(mailbox: Mailbox, to: str, about: str, seconds: float = 60) -> EmailMessage:
    """Wait for the mail to somebody of the demo with this in its subject, and take it out."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for mail in list(mailbox.mails):
            if mail["To"] == f"{to}@{DOMAIN}" and about in mail["Subject"]:
                mailbox.mails.remove(mail)
                return mail
        time.sleep(0.2)
    raise AssertionError(f"no mail about {about} to {to}: {[m['Subject'] for m in mailbox.mails]}")


def address_in(mail: EmailMessage) -> str:
    """Return the address at which the mail says that the page can be worked on."""
    found = re.search(r"http://\S+/edit/", text_of(mail))
    assert found is not None, text_of(mail)
    return found.group()


def tab_to(page: Page, what: str, limit: int = 120) -> None:
    """Press Tab until the focus is on what a screen reader calls so, as in `link "Nieuws`."""
    heard = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        heard.append(focus.aria_snapshot() if focus.count() == 1 else "")
        if heard[-1].startswith((f"- {what}", f"- '{what}")):
            return
    raise AssertionError(f"{what} is not among {heard}")


def follow(page: Page) -> None:
    """Press Enter on a link, and wait until the page that it leads to is all there."""
    with page.expect_navigation():
        page.keyboard.press("Enter")
