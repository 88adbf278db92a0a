"""The form in which a municipality enters its settings."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from wagtail.admin.forms import WagtailAdminModelForm

from core.huisstijl.logo import clean_logo


class TokensWidget(forms.Textarea):
    """Room for JSON, in letters of one width; never corrected by a browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {
            "rows": 16,
            "spellcheck": "false",
            "autocapitalize": "off",
            # The admin allows it, and no style sheet of ours is needed for one word.
            "style": "font-family: var(--w-font-mono, monospace); white-space: pre",
        }
        super().__init__({**plain, **(attrs or {})})


class GemeenteForm(WagtailAdminModelForm):
    """Checks the logo and writes it anew before anything is stored."""

    def clean_logo(self) -> Any:
        upload = self.cleaned_data.get("logo")
        if not isinstance(upload, UploadedFile):
            return upload
        clean, width, height = clean_logo(upload)
        self.instance.logo_breedte, self.instance.logo_hoogte = width, height
        return clean
