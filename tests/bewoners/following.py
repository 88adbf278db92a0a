"""Following a neighbourhood, as somebody does whom the site does not know."""

import re
from urllib.parse import urlsplit

from django.test import Client
from wagtail.models import Page

from tests.bewoners.people import code_in, last_mail
from tests.conftest import HOST

AT_HOME = {"host": HOST}
LINK = re.compile(r"https?://\S+/bevestig/\S+")


def follow_url(page: Page) -> str:
    return f"/volg/{page.pk}/"


def form_values(email: str, naam: str = "An de Boer", **more: str) -> dict[str, str]:
    return {"naam": naam, "email": email, "toestemming": "0", **more}


def send_in(client: Client, page: Page, email: str, **more: str) -> str:
    """Send the form in; return the address of the page that asks for the code."""
    answer = client.post(follow_url(page), form_values(email, **more), headers=AT_HOME)
    assert answer.status_code == 302, answer.context["form"].errors
    return str(answer["Location"])


def link_to(email: str) -> str:
    """Return the path of the link in the newest mail, the same in its text and its HTML."""
    mail = last_mail(email)
    (link,) = LINK.findall(mail.text)
    assert f'href="{link}"' in mail.html
    return urlsplit(link).path


def code_to(email: str) -> str:
    return code_in(last_mail(email))
