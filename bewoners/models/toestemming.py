"""What people agree to, and which text they agreed to when."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Site

from core.forms import MunicipalForm
from core.models import MunicipalModel

FIXED = _("Deze versie geldt al, en mensen gingen ermee akkoord. Maak een nieuwe versie.")


class Toestemmingstekst(MunicipalModel):
    """A version of what people agree to who take part; it never changes once it holds."""

    tekst = RichTextField(
        _("tekst"),
        features=["h3", "bold", "ol", "ul", "link"],
        help_text=_("Waar gaat iemand mee akkoord die meedoet? Schrijf kort en duidelijk."),
    )
    versie = models.PositiveIntegerField(_("versie"), default=0, editable=False)
    geldig_vanaf = models.DateTimeField(
        _("geldig vanaf"),
        default=timezone.now,
        help_text=_(
            "Vanaf dan gaan mensen met deze tekst akkoord. Wie al meedoet, krijgt de vraag."
        ),
    )

    base_form_class = MunicipalForm
    panels = [FieldPanel("site"), FieldPanel("tekst"), FieldPanel("geldig_vanaf")]

    class Meta:
        verbose_name = _("toestemmingstekst")
        verbose_name_plural = _("toestemmingsteksten")
        ordering = ["site", "-versie"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "versie"], name="bewoners_consent_text_version_once"
            )
        ]

    def __str__(self) -> str:
        return str(_("versie %(number)d") % {"number": self.versie})

    def clean(self) -> None:
        super().clean()
        if self._is_fixed():
            raise ValidationError(FIXED)
        # Nobody can have agreed to a text before it was there.
        self.geldig_vanaf = max(self.geldig_vanaf or timezone.now(), timezone.now())

    def _is_fixed(self) -> bool:
        stored = type(self)._default_manager.filter(pk=self.pk)
        return self.pk is not None and stored.filter(geldig_vanaf__lte=timezone.now()).exists()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._is_fixed():
            raise ValidationError(FIXED)
        if not self.versie:
            # Two people who make a version at the same time get a number each.
            Site.objects.select_for_update().get(pk=self.site_id)
            own = type(self)._default_manager.filter(site=self.site_id)
            self.versie = (own.aggregate(Max("versie"))["versie__max"] or 0) + 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValidationError(FIXED)


class ToestemmingQuerySet(models.QuerySet["Toestemming"]):
    """Rows that are only ever added; they go with their account."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError("What somebody agreed to does not change.")

    def delete(self) -> NoReturn:
        raise TypeError("What somebody agreed to is not deleted.")


class Toestemming(models.Model):
    """Somebody agreed to a version of a municipality's text; version 0 is the built-in one."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        related_name="toestemmingen",
    )
    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )
    versie = models.PositiveIntegerField(_("versie"))
    given_at = models.DateTimeField(_("gegeven op"), default=timezone.now)

    objects = ToestemmingQuerySet.as_manager()

    class Meta:
        verbose_name = _("toestemming")
        verbose_name_plural = _("toestemmingen")
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "site", "versie"], name="bewoners_consent_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.versie}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What somebody agreed to does not change.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("What somebody agreed to is not deleted.")
