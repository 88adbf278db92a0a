"""What an installation of `tests.production` has; these run inside its processes."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.management import call_command
from PIL import Image
from wagtail.models import Collection, PageViewRestriction

from bewoners.models import User
from core.models import SiteDocument, SiteImage
from home.models import HomePage
from tests.factories.wijken import InformatiePageFactory, NieuwsPageFactory, make_site, section
from wijkpaginas.models import NieuwsIndexPage

EMAIL, PASSWORD = "jan.jansen@privemail.nl", "wachtwoord-van-jan"


def fill(hostname: str) -> dict[str, Any]:
    """Make a municipality with a picture, a document, a page with a password, and a person."""
    site = make_site(hostname, port=443)
    home = site.root_page.specific
    user = User.objects.create_superuser(email=EMAIL, password=PASSWORD)
    EmailAddress.objects.create(user=user, email=EMAIL, verified=True, primary=True)
    data = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(data, "PNG")
    file = ImageFile(data, name="plein.png")
    picture = SiteImage(title="Plein", description="Een plein", collection=_root(), file=file)
    picture.save()
    document = SiteDocument(title="Plan", collection=_root())
    document.file.save("plan.txt", ContentFile(b"Het plan voor de straat.\n"))
    news = section(home, NieuwsIndexPage)
    message = NieuwsPageFactory(parent=news, title="Vogelhuisjes op het plein", afbeelding=picture)
    message.save_revision().publish()
    closed = InformatiePageFactory(parent=home, title="Besloten", slug="besloten")
    PageViewRestriction.objects.create(
        page=closed, restriction_type=PageViewRestriction.PASSWORD, password="sesam"
    )
    # What the worker does of itself.
    call_command("update_index", verbosity=0, stdout=StringIO())
    return {"message": message.url_path.split("/", 2)[2], "document": document.url}


def _root() -> Collection:
    return Collection.get_first_root_node()


def wipe() -> None:
    """Lose pages, people and files."""
    for page in HomePage.objects.all():
        page.delete()
    User.objects.all().delete()
    for model in (SiteImage, SiteDocument):
        model.objects.all().delete()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
