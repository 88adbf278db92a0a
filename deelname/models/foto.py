"""The photos that people send along."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pictures.fields import PictureField
from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet

FOLDER = "inzendingen"


class Foto(AboutOnderwerp):
    """A photo with what it shows, drawn anew, served as long as what it belongs to is public."""

    class Stand(models.TextChoices):
        NIEUW = "nieuw", _("wacht op een moderator")
        GEPLAATST = "geplaatst", _("geplaatst")
        VERVALT = "vervalt", _("gaat weg als de wijziging is goedgekeurd")
        VERBORGEN = "verborgen", _("verborgen")

    bestand = PictureField(
        _("foto"), upload_to=f"{FOLDER}/", width_field="breedte", height_field="hoogte"
    )
    breedte = models.PositiveIntegerField(editable=False)
    hoogte = models.PositiveIntegerField(editable=False)
    # For lists; empty where the photo itself is small enough.
    klein = models.FileField(_("kleine uitvoering"), blank=True, editable=False)
    alt = models.CharField(_("wat staat erop"), max_length=200, blank=True)
    volgorde = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    stand = models.CharField(
        _("stand"), max_length=10, choices=Stand.choices, default=Stand.GEPLAATST
    )
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    objects = AboutQuerySet.as_manager()

    class Meta:
        verbose_name = _("foto")
        verbose_name_plural = _("foto's")
        ordering = ["volgorde", "pk"]
        indexes = [
            models.Index(
                fields=["onderwerp_type", "onderwerp_id", "volgorde"], name="deelname_fotos"
            ),
            # The server of files asks by name.
            models.Index(fields=["bestand"], name="deelname_foto_file"),
            models.Index(fields=["klein"], name="deelname_foto_small"),
        ]

    def __str__(self) -> str:
        return self.alt or str(self.pk)

    @property
    def for_lists(self) -> FieldFile:
        """The smallest version that there is."""
        return self.klein or self.bestand


class TijdelijkeFoto(models.Model):
    """A photo that came in with a form that was not right yet: it waits for the next try.

    Who knows the `inzending` of the form, which is random, is who sent it.
    """

    inzending = models.UUIDField(editable=False)
    bestand = PictureField(
        _("foto"), upload_to=f"{FOLDER}/", width_field="breedte", height_field="hoogte"
    )
    breedte = models.PositiveIntegerField(editable=False)
    hoogte = models.PositiveIntegerField(editable=False)
    klein = models.FileField(_("kleine uitvoering"), blank=True, editable=False)
    alt = models.CharField(_("wat staat erop"), max_length=200, blank=True)
    # The same photo once more, as when a button is pressed twice, is that one photo.
    kenmerk = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("tijdelijke foto")
        verbose_name_plural = _("tijdelijke foto's")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inzending", "kenmerk"], name="deelname_photo_waits_once"
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="deelname_photo_waits_since")]

    def __str__(self) -> str:
        return str(self.pk)
