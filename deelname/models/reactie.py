"""What people say about something."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import BigIntegerField, Exists, OuterRef, Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bewoners.models.user import FORMER
from deelname.models.bezwaar import OPEN_OBJECTION, WithObjection
from deelname.models.gebeurtenis import Gebeurtenis
from deelname.models.onderwerp import AboutOnderwerp, AboutQuerySet

# What an event is called that says that everybody may read a comment.
EVENT = "reactie"


class ReactieQuerySet(AboutQuerySet):
    def in_thread(self) -> "ReactieQuerySet":
        """Keep what everybody reads, and the place of what a moderator took away from them.

        What never stood on the site leaves no such place: a burst of spam is not to be seen.
        """
        events = Gebeurtenis.objects.filter(
            onderwerp_type=OuterRef("onderwerp_type"),
            onderwerp_id=OuterRef("onderwerp_id"),
            soort=EVENT,
        ).annotate(number=Cast(KeyTextTransform("reactie", "data"), BigIntegerField()))
        stood = Exists(events.filter(number=OuterRef("pk")))
        taken_away = Q(stood, stand=Reactie.Stand.VERBORGEN)
        return self.filter(Q(stand=Reactie.Stand.GEPLAATST) | taken_away)

    def objected(self) -> "ReactieQuerySet":
        """Keep those whose writer objects, as long as nobody has judged that."""
        return self.filter(OPEN_OBJECTION, stand=Reactie.Stand.VERBORGEN)


class Reactie(WithObjection, AboutOnderwerp):
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
    stand_sinds = models.DateTimeField(_("zo sinds"), default=timezone.now, editable=False)
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
            models.Index(
                fields=["bezwaar_op"], name="deelname_reactie_objection", condition=OPEN_OBJECTION
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

    @property
    def has_open_objection(self) -> bool:
        """Say whether it waits: what its writer took away since, nobody judges."""
        return self.stand == self.Stand.VERBORGEN and super().has_open_objection

    @property
    def may_object(self) -> bool:
        """Say whether its writer may object to what was decided."""
        return self.stand == self.Stand.VERBORGEN and self.bezwaar_op is None

    @property
    def writer_name(self) -> str:
        """What stands beside it, also after who wrote it left."""
        return self.user.public_name if self.user else str(FORMER)
