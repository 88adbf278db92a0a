"""The box that people tick to take part."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.models import Site

from bewoners.consent.versions import ConsentText, current_text, minimum_age

FIELD = "toestemming"


class VersionBox(forms.CheckboxInput):
    """A box whose value is the version of the text that stands beside it."""

    def __init__(self, versie: int) -> None:
        super().__init__(check_test=lambda value: str(value) == str(versie))
        self.versie = versie

    def format_value(self, value: Any) -> str:
        return str(self.versie)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return str(data.get(name, ""))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False


class ConsentField(forms.Field):
    """Asks to agree to the present text of a municipality; gives its version."""

    widget: VersionBox

    def __init__(self, site: Site) -> None:
        self.text = current_text(site)
        super().__init__(
            label=consent_label(minimum_age(site)),
            help_text=_link_to(self.text),
            widget=VersionBox(self.text.versie),
            error_messages={"required": _("Zet een vinkje als u akkoord gaat.")},
        )

    def clean(self, value: Any) -> int:
        super().clean(value)
        if str(value) != str(self.text.versie):
            # What was ticked is not what stands there now.
            raise ValidationError(_("De tekst is veranderd. Lees die en zet opnieuw een vinkje."))
        return self.text.versie


def consent_label(age: int) -> str:
    """Write what somebody says by ticking."""
    if age:
        return _(
            "Ik ben %(age)d jaar of ouder en ga akkoord met hoe de gemeente "
            "omgaat met mijn gegevens"
        ) % {"age": age}
    return _("Ik ga akkoord met hoe de gemeente omgaat met mijn gegevens")


def _link_to(text: ConsentText) -> SafeString:
    # Beside the label, as a link in it would tick the box on the way.
    return format_html(
        '<a class="utrecht-link utrecht-link--html-a" href="{}" target="_blank">{}</a>',
        text.url,
        _("Lees hoe de gemeente omgaat met uw gegevens (opent in een nieuw venster)"),
    )
