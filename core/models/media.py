"""Pictures and documents: our own models from the start, as they can't be exchanged later."""

from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image, get_upload_to
from wagtail.models import UploadedFile

from core.documents.pdf import check_pdf
from core.pictures.fields import PictureField
from core.pictures.intake import clean_picture
from core.pictures.making import make_versions_later, remove_files_later
from core.pictures.versions import files_of, is_complete


class SiteImage(AbstractImage):
    """A picture that editors use on pages."""

    file = PictureField(
        verbose_name=_("bestand"),
        upload_to=get_upload_to,
        width_field="width",
        height_field="height",
    )
    description = models.CharField(
        _("beschrijving"),
        max_length=255,
        blank=True,
        default="",
        help_text=_(
            "Wat is er te zien? Wie het plaatje niet ziet, krijgt deze tekst te horen. "
            "Bijvoorbeeld: Kinderen spelen op het nieuwe plein."
        ),
    )
    uitvoeringen = models.JSONField(_("uitvoeringen"), default=dict, blank=True, editable=False)

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")

    @property
    def default_alt_text(self) -> str:
        """The description; Wagtail would take the title, which mostly is the name of a file."""
        return self.description

    def get_upload_to(self, filename: str) -> str:
        """Store under the name that the cleaning gave: it says nothing about who or what."""
        return f"original_images/{filename}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and have the versions made when the file or the focal point changed."""
        fields = kwargs.get("update_fields")
        shown = fields is None or not {"file", "focal_point_x", "focal_point_y"}.isdisjoint(fields)
        with transaction.atomic():
            super().save(*args, **kwargs)
            if shown and not is_complete(self):
                make_versions_later.enqueue(self.pk)


@receiver(post_delete, sender=SiteImage)
def _remove_versions(instance: SiteImage, **_kwargs: Any) -> None:
    """Have the files of the versions removed once the deletion is certain."""
    if instance.uitvoeringen:
        remove_files_later.enqueue(files_of(instance.uitvoeringen))


@receiver(pre_save, sender=UploadedFile)
def _keep_only_the_picture(instance: UploadedFile, **_kwargs: Any) -> None:
    """Clean what Wagtail keeps of an upload until its form is complete, before it is stored."""
    waiting = instance.file and not instance.file._committed  # noqa: SLF001
    if waiting and instance.for_content_type.model_class() is SiteImage:
        upload = instance.file.file
        # The form has cleaned it already when only its other fields are wrong.
        instance.file = getattr(upload, "clean_picture", None) or clean_picture(upload)


class SiteRendition(AbstractRendition):
    """A picture in the size and format that the admin shows."""

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("voorbeeldplaatje")
        verbose_name_plural = _("voorbeeldplaatjes")
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="core_rendition_once"
            )
        ]


class SiteDocument(AbstractDocument):
    """A document that visitors download."""

    pdf_controle = models.JSONField(_("controle van de pdf"), default=dict, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

    @property
    def pdf_problems(self) -> list[str]:
        """What makes this PDF hard to read with a screen reader; names of `PDF_PROBLEMS`."""
        current = self.pdf_controle.get("of") == self.file.name
        return list(self.pdf_controle["problems"]) if current else []

    def clean(self) -> None:
        # Wagtail asks for the extension of a file also where the form has none.
        if self.file:
            super().clean()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and look once whether the file is a PDF that everybody can read."""
        if self.file and self.file_size is None:
            # Wagtail would find out, and write it down, when a visitor asks.
            self._set_document_file_metadata()
        super().save(*args, **kwargs)
        if self.file_extension.lower() == "pdf" and self.pdf_controle.get("of") != self.file.name:
            with self.open_file() as file:
                self.pdf_controle = {"of": self.file.name, "problems": check_pdf(file.read())}
            super().save(update_fields=["pdf_controle"])
