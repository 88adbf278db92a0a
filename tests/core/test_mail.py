"""The outbox: what is sent arrives, once, also when servers and processes fail."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from core.mail.delivery import MAX_ATTEMPTS, deliver
from core.mail.outbox import queue_mail, queue_message, retry_waiting_mails
from core.models import OutgoingMail
from tests.core.mailbox import Mailbox
from tests.worker import work


@pytest.fixture(autouse=True)
def _outbox(settings: Settings) -> None:
    """Undo what Django's test environment does: it exchanges the backend for one of its own."""
    settings.EMAIL_BACKEND = "core.mail.backend.OutboxBackend"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_mail_reaches_the_server_with_text_and_html(mailbox: Mailbox) -> None:
    mail = queue_mail("proef", to=["an@example.nl"], key="proef-1", context={"moment": "vandaag"})
    work()
    mail.refresh_from_db()
    assert mail.sent_at is not None
    (received,) = mailbox.mails
    assert received["To"] == "an@example.nl"
    assert received["Subject"] == "Proefmail van Samenwijk"
    assert "De mail van Samenwijk werkt." in received.get_body(["plain"]).get_content()
    assert "<h1>De mail van Samenwijk werkt.</h1>" in received.get_body(["html"]).get_content()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_command_sends_a_test_mail(mailbox: Mailbox) -> None:
    call_command("proefmail", "an@example.nl", stdout=StringIO())
    work()
    assert [mail["To"] for mail in mailbox.mails] == ["an@example.nl"]


@pytest.mark.django_db
def test_the_command_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="geen e-mailadres"):
        call_command("proefmail", "an@")
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db
def test_the_same_key_gives_one_mail() -> None:
    first = queue_mail("proef", to=["an@example.nl"], key="idee-1-geplaatst")
    second = queue_mail("proef", to=["an@example.nl"], key="idee-1-geplaatst")
    assert first == second
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_rolled_back_transaction_leaves_no_mail_and_no_task() -> None:
    with transaction.atomic():
        queue_mail("proef", to=["an@example.nl"], key="proef-2")
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_the_task_is_written_before_the_commit() -> None:
    """A process that dies right after the commit has lost nothing."""
    with transaction.atomic():
        queue_mail("proef", to=["an@example.nl"], key="proef-3")
        assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_server_that_refuses_gets_the_mail_again_later(mailbox: Mailbox) -> None:
    mail = queue_mail("proef", to=["an@example.nl"], key="proef-4")
    mailbox.refuses = True
    work()
    mail.refresh_from_db()
    assert (mail.sent_at, mail.attempts) == (None, 1)
    assert "451" in mail.last_error
    assert retry_waiting_mails() == 0, "too soon"
    OutgoingMail.objects.update(last_attempt_at=timezone.now() - timedelta(minutes=3))
    mailbox.refuses = False
    assert retry_waiting_mails() == 1
    work()
    mail.refresh_from_db()
    assert mail.sent_at is not None
    assert len(mailbox.mails) == 1


@pytest.mark.django_db
def test_a_mail_is_given_up_after_the_last_attempt(settings: Settings) -> None:
    settings.EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    mail = queue_mail("proef", to=["an@example.nl"], key="proef-5")
    OutgoingMail.objects.update(attempts=MAX_ATTEMPTS - 1)
    assert not deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.abandoned_at is not None
    assert retry_waiting_mails() == 0


@pytest.mark.django_db
def test_a_worker_that_died_while_sending_does_not_keep_the_mail_for_ever(
    mailbox: Mailbox,
) -> None:
    mail = queue_mail("proef", to=["an@example.nl"], key="proef-6")
    OutgoingMail.objects.update(claimed_until=timezone.now() + timedelta(minutes=1))
    assert not deliver(mail.pk)
    OutgoingMail.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert deliver(mail.pk)
    assert len(mailbox.mails) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_eight_workers_at_once_one_sends_the_mail(mailbox: Mailbox) -> None:
    mail = queue_mail("proef", to=["an@example.nl"], key="proef-7")

    def send() -> None:
        try:
            deliver(mail.pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(mailbox.mails) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_mails_of_other_libraries_go_through_the_outbox_too(mailbox: Mailbox) -> None:
    message = EmailMultiAlternatives("Hallo", "tekst", "wij@example.nl", ["an@example.nl"])
    message.reply_to = ["balie@example.nl"]
    message.attach_alternative("<p>tekst</p>", "text/html")
    message.send()
    assert OutgoingMail.objects.get().sent_at is None
    work()
    (received,) = mailbox.mails
    assert received["Reply-To"] == "balie@example.nl"
    assert received["From"] == "wij@example.nl"


@pytest.mark.django_db
def test_an_attachment_is_refused_rather_than_lost() -> None:
    message = EmailMultiAlternatives("Hallo", "tekst", None, ["an@example.nl"])
    message.attach("a.txt", "inhoud", "text/plain")
    with pytest.raises(ValueError, match="attachments"):
        message.send()


@pytest.mark.django_db
def test_a_line_break_in_a_subject_starts_no_header() -> None:
    mail = queue_message(
        key="x", subject="Hallo\r\nBcc: x@example.nl", text="", sender="wij@example.nl",
        recipients=["an@example.nl"],
    )  # fmt: skip
    assert mail.subject == "Hallo Bcc: x@example.nl"


@pytest.mark.django_db
def test_send_mail_returns_before_anything_is_sent() -> None:
    assert send_mail("Hallo", "tekst", None, ["an@example.nl"]) == 1
    assert OutgoingMail.objects.waiting().count() == 1
