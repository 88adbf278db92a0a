"""What some tests have in the demo besides the demo; the site's own shell runs it."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.utils.timezone import localdate, now

from bewoners.models import User
from tests.browser.places import DOMAIN, PASSWORD
from wijkpaginas.models import InformatiePage, NieuwsPage, WijkGroup, WijkPage


def add_neighbour() -> None:
    """Make an account for an editor of another neighbourhood."""
    user = User.objects.create_user(f"buurvrouw@{DOMAIN}", PASSWORD)
    # As if she had typed in the code that was mailed to her once.
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    user.groups.add(WijkGroup.objects.get(wijk__slug="molenhoek", role="redactie").group)


def leave_work() -> None:
    """Put something in each panel on the dashboard of who publishes in the Havenkwartier."""
    editor = User.objects.get(email=f"redactie@{DOMAIN}")
    wijk = WijkPage.objects.get(slug="havenkwartier")
    messages = list(NieuwsPage.objects.descendant_of(wijk).order_by("pk"))
    for message in messages[:2]:
        message.samenvatting = "Indien u hier met betrekking tot iets vragen heeft: bel ons."
        message.save_revision(user=editor)
        message.get_workflow().start(message, editor)
    messages[2].unpublish()
    page = InformatiePage.objects.get(slug="werk-aan-de-houtkade")
    page.introductie = f'<p>Er is <a linktype="page" id="{messages[2].pk}">nieuws</a>.</p>'
    page.expire_at = now() + timedelta(days=5)
    page.save_revision(user=editor).publish()
    InformatiePage.objects.update(nagekeken_op=localdate() - timedelta(days=500))
