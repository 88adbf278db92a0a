"""The form with which editors upload and change documents, in all places where they do."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm

from core.documents.kinds import check_kind
from core.documents.pdf import PDF_PROBLEMS


class ProblemsWidget(forms.Widget):
    """Shows what is wrong with a PDF; there is nothing to fill in."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        items = format_html_join("", "<li>{}</li>", ((PDF_PROBLEMS[key],) for key in value))
        return format_html(
            '<div class="help-block help-warning"><ul id="{}">{}</ul></div>',
            (attrs or {}).get("id", name),
            items,
        )


class DocumentForm(BaseDocumentForm):
    """Takes only files of the kind that they say to be; warns about a PDF that few can read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = _(
                "Een document (%(extensions)s) van hoogstens %(max_size)s."
            ) % {
                "extensions": ", ".join(settings.WAGTAILDOCS_EXTENSIONS),
                "max_size": filesizeformat(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE),
            }
            self.fields["file"].error_messages["file_too_large"] = _(
                "Dit bestand is te groot (%(file_size)s). Het mag hoogstens %(max_filesize)s zijn."
            )
        if self.instance.pk and self.instance.pdf_problems:
            self.fields["pdf_controle"] = forms.Field(
                label=_("Kan iedereen deze pdf lezen?"),
                required=False,
                disabled=True,
                initial=self.instance.pdf_problems,
                widget=ProblemsWidget,
                help_text=_(
                    "U kunt de pdf gewoon gebruiken. Liever zet u er een betere voor in de plaats."
                ),
            )

    def clean_file(self) -> Any:
        """Check the name first and then what is in it; a file that stays was checked before."""
        file = self.cleaned_data["file"]
        if file and "file" in self.changed_data:
            try:
                FileExtensionValidator(settings.WAGTAILDOCS_EXTENSIONS)(file)
            except ValidationError:
                raise ValidationError(
                    _(
                        "Dit soort bestand kan niet. Kies een bestand dat eindigt op: "
                        "%(extensions)s."
                    ),
                    code="invalid_extension",
                    params={"extensions": ", ".join(settings.WAGTAILDOCS_EXTENSIONS)},
                ) from None
            check_kind(file, file.name)
        return file
