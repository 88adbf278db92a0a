"""Somebody of whom there is something in every table that can hold any, and who goes."""

import io

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.log_actions import log

from bewoners.models import User
from core.mail.delivery import deliver
from core.mail.outbox import queue_message
from core.models import OutgoingMail
from tests.bewoners.people import log_in_by_code
from tests.factories.people import UserFactory

ADDRESS, OTHER_ADDRESS = "zoe.oezturk@privemail.nl", "zoë@werk.example"
NAME, FIRST, LAST = "Zoë Fleur", "Zoë-Marie", "Öztürk van Dijk"
DELETE = "bewoners:delete_account"
SURE = {"zeker": "on"}


def make_zoe() -> User:
    """Make her account, which has no password."""
    user = UserFactory(email=ADDRESS, naam=NAME, first_name=FIRST, last_name=LAST)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=ADDRESS, verified=True, primary=True)
    EmailAddress.objects.create(user=user, email=OTHER_ADDRESS, verified=True)
    SocialAccount.objects.create(
        user=user, provider="gemeente", uid="z-1", extra_data={"name": f"{FIRST} {LAST}"}
    )
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x"})
    log(instance=user, action="wagtail.edit", user=user, title=f"{FIRST} {LAST}", data={"a": NAME})
    return user


def picture() -> SimpleUploadedFile:
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(data, "PNG")
    return SimpleUploadedFile("zoe-fleur.png", data.getvalue(), "image/png")


def mail_to(*recipients: str, text: str, key: str) -> OutgoingMail:
    return queue_message(
        key=key, subject=f"Bericht voor {recipients[0]}", text=text, html=f"<p>{text}</p>",
        sender="site@example.nl", recipients=recipients,
    )  # fmt: skip


def log_in(client: Client) -> None:
    """Come in by a code, without a second step."""
    Authenticator.objects.all().delete()
    log_in_by_code(client, ADDRESS)


def deliver_all() -> None:
    """Do what the worker does with mails."""
    for mail in OutgoingMail.objects.waiting():
        assert deliver(mail.pk)
