"""Writing mails to the outbox, in the transaction of what causes them.

When that transaction is rolled back no mail goes out; when the process dies right after it, the
mail still goes out.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from core.mail.delivery import deliver_mail
from core.models.mail import OutgoingMail

# The wait before the next attempt doubles with every attempt.
RETRY_AFTER = timedelta(minutes=1)


def queue_mail(  # noqa: PLR0913  # a mail has these parts
    template: str,
    *,
    to: Sequence[str],
    key: str,
    context: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    forget: bool = False,
) -> OutgoingMail:
    """Render `mail/<template>.{subject,txt,html}` and put it in the outbox.

    `key` names the event that causes the mail, as in "idee-12-geplaatst-afzender": a second call
    with the same key returns the first mail and sends nothing. `forget` empties the row as soon as
    the mail is delivered or given up.
    """
    values = dict(context or {})
    return queue_message(
        key=key,
        subject=render_to_string(f"mail/{template}.subject", values),
        text=render_to_string(f"mail/{template}.txt", values),
        html=render_to_string(f"mail/{template}.html", values),
        sender=settings.DEFAULT_FROM_EMAIL,
        recipients=to,
        headers=headers,
        forget=forget,
    )


def queue_message(  # noqa: PLR0913  # a message has these parts
    *,
    key: str,
    subject: str,
    text: str,
    sender: str,
    recipients: Sequence[str],
    html: str = "",
    headers: Mapping[str, Any] | None = None,
    forget: bool = False,
) -> OutgoingMail:
    """Put a finished message in the outbox, once per key."""
    with transaction.atomic():
        mail, created = OutgoingMail.objects.get_or_create(
            key=key,
            defaults={
                # A line break in a subject would start a new header line.
                "subject": " ".join(subject.split())[:500],
                "text": text,
                "html": html,
                "sender": sender,
                "recipients": list(recipients),
                # The receiving server can tell a repeated delivery by its id.
                "headers": {"Message-ID": make_msgid(domain="samenwijk"), **(headers or {})},
                "forget": forget,
            },
        )
        if created:
            deliver_mail.enqueue(mail.pk)
    return mail


def retry_waiting_mails() -> int:
    """Enqueue each mail again whose last attempt failed or whose task was lost; return how many."""
    now = timezone.now()
    count = 0
    for mail in OutgoingMail.objects.waiting():
        last = mail.last_attempt_at or mail.created_at
        if now - last >= RETRY_AFTER * 2**mail.attempts:
            deliver_mail.enqueue(mail.pk)
            count += 1
    return count
