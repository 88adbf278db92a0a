"""The file of a picture: whichever way it comes in, what is stored was drawn anew."""

from typing import Any

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from core.pictures.intake import CleanPicture, clean_picture, dimensions_of


class PictureFieldFile(WagtailImageFieldFile):
    """A stored picture; storing another one cleans that first."""

    def save(self, name: str, content: Any, save: bool = True) -> None:  # noqa: FBT001, FBT002
        """Store the picture in `content` under a name of ours; `name` is not used."""
        clean = content if isinstance(content, CleanPicture) else clean_picture(content)
        super().save(clean.name, clean, save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Read the header only, where Wagtail decodes all of the picture."""
        if isinstance(getattr(self, "_file", None), CleanPicture):
            return self._file.dimensions
        closed = self.closed
        self.open()
        try:
            return dimensions_of(self.read())
        finally:
            if closed:
                self.close()
            else:
                self.seek(0)


class PictureField(WagtailImageField):
    """An image column whose files are cleaned on their way in."""

    attr_class = PictureFieldFile
