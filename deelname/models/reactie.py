"""What people say about something."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet


class ReactieQuerySet(AboutQuerySet):
    def public(self) -> "ReactieQuerySet":
        """Keep what has its place in a thread: what was deleted stands there as such."""
        return self.filter(stand__in=[Reactie.Stand.GEPLAATST, Reactie.Stand.VERWIJDERD])


class Reactie(AboutOnderwerp):
    """A comment, or an answer to one: answers have no answers."""

    class Stand(models.TextChoices):
        WACHT = "wacht", _("wacht op een moderator")
        GEPLAATST = "geplaatst", _("geplaatst")
        VERBORGEN = "verborgen", _("verborgen")
        VERWIJDERD = "verwijderd", _("verwijderd")

    parent = models.ForeignKey(
        "self",
        verbose_name=_("antwoord op"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="antwoorden",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    rol = models.CharField(
        _("rol"),
        max_length=40,
        blank=True,
        help_text=_("Waarin iemand van de gemeente dit schreef; volgt uit de rechten."),
    )
    tekst = models.TextField(_("reactie"), max_length=2000, blank=True)
    stand = models.CharField(
        _("stand"), max_length=10, choices=Stand.choices, default=Stand.GEPLAATST
    )
    # Sent once, though the button may be pressed twice.
    inzending = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(_("geschreven op"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("gewijzigd op"), null=True, blank=True, editable=False)

    fotos = GenericRelation(
        "deelname.Foto", content_type_field="onderwerp_type", object_id_field="onderwerp_id"
    )

    objects = ReactieQuerySet.as_manager()

    class Meta:
        verbose_name = _("reactie")
        verbose_name_plural = _("reacties")
        ordering = ["created_at", "pk"]
        indexes = [
            models.Index(
                fields=["onderwerp_type", "onderwerp_id", "created_at"], name="deelname_thread"
            ),
            models.Index(
                fields=["created_at"], name="deelname_reactie_waits", condition=Q(stand="wacht")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand__in=["wacht", "geplaatst", "verborgen", "verwijderd"]),
                name="deelname_reactie_stand_known",
            )
        ]

    def __str__(self) -> str:
        return self.tekst[:60]
