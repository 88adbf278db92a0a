"""The form with which editors upload and change pictures, in all places where they do."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.pictures.intake import CleanPicture, clean_picture


class PictureUploadField(WagtailImageField):
    """Takes a picture in; what comes out was drawn anew and can be stored."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_image_extension"] = _(
            "Dit soort bestand kan niet. Kies een plaatje dat eindigt op: %(extensions)s."
        ) % {"extensions": ", ".join(self.allowed_image_extensions)}
        self.error_messages["file_too_large_unknown_size"] = _(
            "Dit bestand is te groot. Het mag hoogstens %(max_size)s zijn."
        ) % {"max_size": self.max_upload_size_text}
        self.help_text = _(
            "Een foto of tekening (%(extensions)s) van hoogstens %(max_size)s. Wij halen de plek "
            "en andere gegevens eruit die een telefoon in foto's zet."
        ) % {
            "extensions": ", ".join(self.allowed_image_extensions),
            "max_size": self.max_upload_size_text,
        }

    # Wagtail decodes the file before it looks at its size: our own check replaces it altogether.
    default_validators: list[Any] = []

    def to_python(self, data: Any) -> CleanPicture | None:
        if data in self.empty_values:
            return None
        clean = clean_picture(data, name=data.name)
        # The views of Wagtail that keep an upload for later find the clean one here.
        data.clean_picture = clean
        return clean


class PictureForm(BaseImageForm):
    """Asks for a description, as that is what people hear who do not see the picture."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureUploadField(
                label=given.label, required=given.required, widget=given.widget
            )
        if "description" in self.fields:
            self.fields["description"].required = True
