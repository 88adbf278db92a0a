"""A real mail server on this machine that keeps what it gets."""

import re
import socket
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import urlsplit

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """A real mail server's storage; `refuses` makes it answer with an error."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuses = False

    def to(self, address: str) -> list[EmailMessage]:
        """Return what came for an address, the oldest first."""
        return [mail for mail in self.mails if mail["To"] == address]

    async def handle_DATA(  # noqa: N802  # the name that the server calls
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        if self.refuses:
            return "451 Try again later"
        content = envelope.original_content or b""
        self.mails.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def text_of(mail: EmailMessage) -> str:
    """Return what a mail says to who reads no HTML."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(mail: EmailMessage, part: str) -> str:
    """Return the path and query of the one address in a mail with this in it."""
    (link,) = re.findall(rf"https?://\S*{part}\S*", text_of(mail))
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
