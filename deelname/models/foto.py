"""The photos that people send along."""

from django.db import models
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
        ]

    def __str__(self) -> str:
        return self.alt or str(self.pk)
