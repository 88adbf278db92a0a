"""From the outbox to the mail server, by the worker."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F, Q
from django.utils import timezone
from django_tasks import task

from core.models.mail import OutgoingMail

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
# Longer than a mail server may take to answer: after it, a worker that claimed a mail has died.
CLAIM = timedelta(minutes=3)
# What is left of a mail that is to be forgotten: that it was there, and when.
EMPTY = {"recipients": [], "headers": {}, "subject": "", "text": "", "html": "", "last_error": ""}


@task()
def deliver_mail(mail_id: int) -> bool:
    """Deliver one mail of the outbox; return whether it was delivered now."""
    return deliver(mail_id)


def deliver(mail_id: int) -> bool:
    """Send one mail if it still waits; return whether it was sent now.

    The claim is one UPDATE, so that of two workers one sends it; no lock is held while the mail
    server answers.
    """
    now = timezone.now()
    claimed = (
        OutgoingMail.objects.waiting()
        .filter(Q(claimed_until=None) | Q(claimed_until__lt=now), pk=mail_id)
        .update(claimed_until=now + CLAIM, last_attempt_at=now, attempts=F("attempts") + 1)
    )
    if not claimed:
        return False
    mail = OutgoingMail.objects.get(pk=mail_id)
    error = ""
    try:
        _send(mail)
    except Exception as failure:  # whatever went wrong, the row must remember it
        error = f"{type(failure).__name__}: {failure}"[:500]
        logger.warning("Mail %s was not delivered: %s", mail.pk, type(failure).__name__)
    now = timezone.now()
    gave_up = bool(error) and mail.attempts >= MAX_ATTEMPTS
    result: dict[str, Any] = {
        "claimed_until": None,
        "last_error": error,
        "sent_at": None if error else now,
        "abandoned_at": now if gave_up else None,
    }
    # A demo shows every mail that it sent.
    if mail.forget and not settings.DEMO_POST and (gave_up or not error):
        result |= EMPTY
    # Only these fields: what it says may have been taken out meanwhile, or the mail itself.
    OutgoingMail.objects.filter(pk=mail.pk).update(**result)
    return not error


def _send(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=mail.sender,
        to=mail.recipients,
        headers=mail.headers,
        connection=get_connection(settings.EMAIL_DELIVERY_BACKEND),
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
