"""What people may call themselves in public."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 80
EMAIL_ADDRESS = re.compile(r"\S@\S+\.\S")


def public_name(value: str) -> None:
    """Refuse names that nobody can read, that hide something, or that tell an e-mail address."""
    if not value.isprintable():
        raise ValidationError(
            _("Schrijf uw naam op één regel, zonder onzichtbare of vreemde tekens."),
            code="unprintable",
        )
    if EMAIL_ADDRESS.search(value):
        raise ValidationError(
            _("Iedereen kan deze naam lezen. Vul daarom geen e-mailadres in."), code="address"
        )
    if not any(unicodedata.category(sign)[0] in "LN" for sign in value):
        raise ValidationError(_("Gebruik letters in uw naam."), code="no_letters")
