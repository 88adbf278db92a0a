"""What people take part in, and rows that are about one such thing."""

from typing import Any, ClassVar, Self

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def _rows(model: str) -> GenericRelation:
    return GenericRelation(
        model, content_type_field="onderwerp_type", object_id_field="onderwerp_id"
    )


class Onderwerp(models.Model):
    """Something that people support, comment on, follow and report: an idea, later a project.

    The counters are kept in the transaction of the rows that they count. A model of this kind has a
    `wijk`, the page of the neighbourhood that it belongs to, and is registered in
    `deelname.subjects`.
    """

    steun_aantal = models.PositiveIntegerField(_("steun"), default=0, editable=False)
    steun_wijk_aantal = models.PositiveIntegerField(
        _("steun uit de eigen wijk"), default=0, editable=False
    )
    reactie_aantal = models.PositiveIntegerField(_("reacties"), default=0, editable=False)
    volger_aantal = models.PositiveIntegerField(_("volgers"), default=0, editable=False)

    steun = _rows("deelname.Steun")
    reacties = _rows("deelname.Reactie")
    volgingen = _rows("deelname.Volging")
    gebeurtenissen = _rows("deelname.Gebeurtenis")
    fotos = _rows("deelname.Foto")
    meldingen = _rows("deelname.Melding")

    COUNTERS: ClassVar = (
        "steun_aantal", "steun_wijk_aantal", "reactie_aantal", "volger_aantal",
    )  # fmt: skip

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        """Say whether everybody may see it, as far as its own state goes."""
        raise NotImplementedError

    @property
    def takes_support(self) -> bool:
        """Say whether people may give their support now, and withdraw it."""
        raise NotImplementedError

    @property
    def takes_comments(self) -> bool:
        """Say whether people may write something about it now."""
        raise NotImplementedError

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Return the address of its page on its own site."""
        raise NotImplementedError


class AboutQuerySet(models.QuerySet[Any]):
    """Queries of rows that are about something."""

    def about(self, onderwerp: models.Model) -> Self:
        """Keep what is about this one."""
        kind = ContentType.objects.get_for_model(onderwerp)
        return self.filter(onderwerp_type=kind, onderwerp_id=onderwerp.pk)


class AboutOnderwerp(models.Model):
    """A row about something that people take part in, of whichever kind."""

    onderwerp_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    onderwerp_id = models.PositiveBigIntegerField()
    onderwerp = GenericForeignKey("onderwerp_type", "onderwerp_id")

    # Who takes part in what is not listed among its uses.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True
