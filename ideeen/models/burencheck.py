"""Asking those who live around an idea what they think of it."""

import uuid
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bewoners.models.privacy import private_storage

FOLDER = "burenbrieven"


def letters_name(_check: Any, _filename: str) -> str:
    """Return a name that says nothing, and that nobody can guess."""
    return str(PurePosixPath(FOLDER, f"{uuid.uuid4().hex}.pdf"))


class BurencheckQuerySet(models.QuerySet["Burencheck"]):
    """Queries of neighbour checks."""

    def running(self) -> "BurencheckQuerySet":
        """Keep those that nobody closed, though their day may be past."""
        return self.filter(gesloten_op=None)

    def with_totals(self) -> "BurencheckQuerySet":
        """Count who was asked, who answered, and what they said, in the same query."""
        answers = {value: [value] for value in Burenantwoord.values}
        answers["geantwoord"] = Burenantwoord.values
        counts = {
            name: Count("adressen", filter=Q(adressen__antwoord__in=values))
            for name, values in answers.items()
        }
        return self.annotate(gevraagd=Count("adressen"), **counts)


class Burenantwoord(models.TextChoices):
    """What a neighbour says."""

    VOOR = "voor", _("Ik ben voor")
    TEGEN = "tegen", _("Ik heb bezwaar")
    OPMERKING = "opmerking", _("Ik heb alleen een opmerking")


class Burencheck(models.Model):
    """One question about one idea, to a list of addresses, until a day.

    The letters hold the codes, and nothing else does: making them again gives new codes.
    """

    class Brieven(models.TextChoices):
        BEZIG = "bezig", _("worden gemaakt")
        KLAAR = "klaar", _("klaar")
        MISLUKT = "mislukt", _("mislukt")
        WEG = "weg", _("verwijderd")

    idee = models.ForeignKey(
        "ideeen.Idee", verbose_name=_("idee"), on_delete=models.CASCADE, related_name="burenchecks"
    )
    vraag = models.CharField(_("vraag"), max_length=300)
    toelichting = models.TextField(_("toelichting"), max_length=700, blank=True)
    sluit_op = models.DateField(_("laatste dag"))
    created_at = models.DateTimeField(_("gestart op"), default=timezone.now, editable=False)
    gestart_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gestart door"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    gesloten_op = models.DateTimeField(_("gesloten op"), null=True, blank=True)
    gewist_op = models.DateTimeField(_("adressen gewist op"), null=True, blank=True)
    brieven = models.CharField(
        _("brieven"), max_length=10, choices=Brieven.choices, default=Brieven.BEZIG
    )
    brieven_op = models.DateTimeField(_("brieven gemaakt op"), null=True, blank=True)
    bestand = models.FileField(
        _("bestand"), storage=private_storage, upload_to=letters_name, blank=True
    )

    objects = BurencheckQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("burencheck")
        verbose_name_plural = _("burenchecks")
        ordering = ["-created_at", "-pk"]
        constraints = [
            # A second one begins when the first is over.
            models.UniqueConstraint(
                fields=["idee"], condition=Q(gesloten_op=None), name="ideeen_one_check_at_a_time"
            )
        ]
        indexes = [
            models.Index(fields=["idee", "-created_at"], name="ideeen_check_idee"),
            models.Index(
                fields=["sluit_op"], condition=Q(gesloten_op=None), name="ideeen_check_open"
            ),
        ]

    def __str__(self) -> str:
        return self.vraag

    @property
    def is_open(self) -> bool:
        """Say whether neighbours can answer today."""
        return self.gesloten_op is None and not self.is_past

    @property
    def is_past(self) -> bool:
        return self.sluit_op < self.today()

    @staticmethod
    def today() -> date:
        return timezone.localdate()


class BurencheckAdres(models.Model):
    """One address that is asked: it answers at most once, and its row is what says so.

    After the term the address and the remark go; what was answered stays, to be counted.
    """

    burencheck = models.ForeignKey(
        Burencheck,
        verbose_name=_("burencheck"),
        on_delete=models.CASCADE,
        related_name="adressen",
    )
    nummer = models.PositiveIntegerField(_("nummer in de lijst"))
    naam = models.CharField(_("naam"), max_length=60, blank=True)
    straat = models.CharField(_("straat en huisnummer"), max_length=60, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    plaats = models.CharField(_("plaats"), max_length=40, blank=True)
    code_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001  # several without one
    antwoord = models.CharField(
        _("antwoord"), max_length=10, choices=Burenantwoord.choices, blank=True
    )
    opmerking = models.TextField(_("opmerking"), max_length=1000, blank=True)
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("adres van een burencheck")
        verbose_name_plural = _("adressen van een burencheck")
        ordering = ["nummer"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["burencheck", "nummer"], name="ideeen_address_number_once"
            ),
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op=None)
                | Q(antwoord__in=Burenantwoord.values, beantwoord_op__isnull=False),
                name="ideeen_answer_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.straat or str(self.nummer)
