"""From the outbox to the mail server, by the worker."""

import logging
from datetime import timedelta

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
    try:
        _send(mail)
    except Exception as error:  # whatever went wrong, the row must remember it
        mail.last_error = f"{type(error).__name__}: {error}"[:500]
        if mail.attempts >= MAX_ATTEMPTS:
            mail.abandoned_at = timezone.now()
        logger.warning("Mail %s was not delivered: %s", mail.pk, type(error).__name__)
    else:
        mail.sent_at = timezone.now()
        mail.last_error = ""
    mail.claimed_until = None
    mail.save()
    return mail.sent_at is not None


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
