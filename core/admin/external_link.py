"""Wagtail's dialog for a link to another site, which fails on a request without its field."""

from typing import Any

from wagtail.admin.forms.choosers import ExternalLinkChooserForm, URLOrAbsolutePathField
from wagtail.admin.views.chooser import ExternalLinkView


class AddressField(URLOrAbsolutePathField):
    """Takes what is missing for what is empty: the form asks for it."""

    def to_python(self, value: str | None) -> Any:
        return super().to_python(value or "")


class ExternalLinkForm(ExternalLinkChooserForm):
    url = AddressField(label=ExternalLinkChooserForm.base_fields["url"].label)


class AskingExternalLinkView(ExternalLinkView):
    form_class = ExternalLinkForm
