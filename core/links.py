"""What blocks with a link have in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.struct_block import StructBlockValidationError


def check_one_target(value: Any, address: str) -> None:
    """Refuse a link to a page and an address at once, and one to nowhere.

    `address` is the name of the block's field for an address elsewhere.
    """
    if bool(value.get("pagina")) == bool(value.get(address)):
        error = ValidationError(_("Kies een pagina of vul een adres in, niet allebei."))
        raise StructBlockValidationError({"pagina": error})
