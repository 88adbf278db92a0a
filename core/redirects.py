"""Where a redirect that an editor makes may lead: to a page, or to another site by HTTPS."""

from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.models import Redirect


def allow_https_only() -> None:
    """Have the form and the import of redirects refuse addresses that are not HTTPS."""
    field = Redirect._meta.get_field("redirect_link")
    message = _("Vul een volledig adres in dat begint met https://.")
    field.validators.append(URLValidator(schemes=["https"], message=message))
