"""A site that mails, and the box that all its mails arrive in."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller

from tests.browser.server import Wishes, demo_site
from tests.browser.visitor import PATIENCE
from tests.core.mailbox import Mailbox, free_port, text_of

CODE = re.compile(r"^(\d{4}-\d{4})\s*$", re.MULTILINE)
LINK = re.compile(r"^http://\S+", re.MULTILINE)


@dataclass
class Town:
    """A site that mails, and the box that all its mails arrive in."""

    address: str
    mailbox: Mailbox

    def code_for(self, email: str, *, after: int = 0) -> str:
        """Return the code of the newest mail to an address, once more than `after` arrived."""
        found = CODE.search(text_of(self._wait_for(lambda: self.mails(email), email, after)))
        assert found
        return found[1]

    def mail(self, email: str, about: str) -> EmailMessage:
        """Return the newest mail to an address with this in its subject, once it arrived."""
        return self._wait_for(lambda: self.mails(email, about), f"{email} about {about}")

    def mails(self, email: str, about: str = "") -> list[EmailMessage]:
        """Return the mails to an address that arrived, with this in their subject."""
        return [mail for mail in self.mailbox.to(email) if about in str(mail["Subject"])]

    def _wait_for(
        self, find: Callable[[], list[EmailMessage]], what: str, after: int = 0
    ) -> EmailMessage:
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            found = find()
            if len(found) > after:
                return found[-1]
            time.sleep(0.1)
        heard = [f"{mail['To']}: {mail['Subject']}" for mail in self.mailbox.mails]
        raise AssertionError(f"no mail to {what} arrived, but {heard}")


@contextmanager
def open_town(
    settings: Mapping[str, str] | None = None, prepare: Callable[[Path], None] | None = None
) -> Iterator[Town]:
    """Open a site that sends its mails to a real mail server."""
    mailbox = Mailbox()
    post = Controller(mailbox, hostname="127.0.0.1", port=free_port())
    post.start()
    try:
        mails = {"EMAIL_URL": f"smtp://127.0.0.1:{post.port}"}
        wishes = Wishes(settings={**mails, **(settings or {})}, prepare=prepare, worker=True)
        with demo_site(wishes) as address:
            yield Town(address, mailbox)
    finally:
        post.stop()


def link_in(mail: EmailMessage) -> str:
    """Return the address that a mail leads to."""
    found = LINK.search(text_of(mail))
    assert found, text_of(mail)
    return found.group()
