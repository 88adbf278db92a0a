"""How people in tests come in: with the mails that they get."""

import re

from django.test import Client
from django.urls import reverse

from core.models import OutgoingMail

CODE = re.compile(r"^(\d{4}-\d{4})$", re.MULTILINE)
REQUEST_CODE = "account_request_login_code"
CONFIRM_CODE = "account_confirm_login_code"
VERIFY = "account_email_verification_sent"


def last_mail(address: str) -> OutgoingMail:
    """Return the newest mail to an address."""
    mails = [mail for mail in OutgoingMail.objects.order_by("pk") if address in mail.recipients]
    assert mails, f"nothing was sent to {address}"
    return mails[-1]


def code_in(mail: OutgoingMail) -> str:
    """Return the code of a mail, from the text and the same in the HTML."""
    found = CODE.findall(mail.text)
    assert len(found) == 1, mail.text
    assert found[0] in mail.html
    return str(found[0])


def sign_up(client: Client, email: str, naam: str = "An", **more: object) -> str:
    """Fill in the form for an account; return the address of the next page."""
    values = {"email": email, "naam": naam, **consent(client), **more}
    answer = client.post(reverse("account_signup"), values)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def consent(client: Client) -> dict[str, str]:
    """Return what ticking the box for consent sends, as the form asks it at this moment."""
    form = client.get(reverse("account_signup")).context["form"]
    field = form.fields.get("toestemming")
    return {"toestemming": str(field.text.versie)} if field else {}


def log_in_by_code(client: Client, email: str) -> None:
    """Ask for a code and type it in."""
    client.post(reverse(REQUEST_CODE), {"email": email})
    answer = client.post(reverse(CONFIRM_CODE), {"code": code_in(last_mail(email))})
    assert answer.status_code == 302


def without_tokens(text: str) -> str:
    """Return a page without the lines that differ each time."""
    return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)
