"""Django's mail functions, made durable: what they send becomes a row in the outbox."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from core.mail.outbox import queue_message


class OutboxBackend(BaseEmailBackend):
    """Writes each message to the outbox, in the transaction of whoever sends it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            if message.attachments:
                raise ValueError("The outbox keeps no attachments: link to the file instead.")
            queue_message(
                key=message.extra_headers.pop("X-Outbox-Key", "") or uuid.uuid4().hex,
                subject=str(message.subject),
                text=str(message.body),
                html=_html_of(message),
                sender=message.from_email,
                recipients=message.recipients(),
                headers=_headers_of(message),
            )
        return len(email_messages)


def _html_of(message: EmailMessage) -> str:
    if isinstance(message, EmailMultiAlternatives):
        for content, mimetype in message.alternatives:
            if mimetype == "text/html":
                return str(content)
    return ""


def _headers_of(message: EmailMessage) -> dict[str, Any]:
    headers = dict(message.extra_headers)
    if message.reply_to:
        headers["Reply-To"] = ", ".join(message.reply_to)
    return headers
