"""An idea: what somebody wants, where, and what has become of it."""

import uuid
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    Site,
    WorkflowMixin,
)
from wagtail.search import index

from bewoners.models.user import FORMER
from core.search import Searchable
from deelname.models import Onderwerp, Reden, WithObjection
from ideeen.models.idee_table import CONSTRAINTS, INDEXES
from ideeen.querysets import IdeeQuerySet
from ideeen.workflow import COMMENTABLE, LISTED, PUBLIC, SUPPORTABLE, TERMS, Stadium
from wijkpaginas.models import Thema, WijkPage


class Idee(
    Searchable,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    WithObjection,
    Onderwerp,
):
    """What a resident, a business, an organisation or the municipality itself wants to happen.

    `stadium` is the truth about where it stands; only `services.stadium.change_stage` changes it.
    Wagtail's `live` follows it.
    """

    class Namens(models.TextChoices):
        BEWONER = "bewoner", _("een bewoner")
        BEDRIJF = "bedrijf", _("een bedrijf")
        ORGANISATIE = "organisatie", _("een organisatie of vereniging")
        GEMEENTE = "gemeente", _("de gemeente")

    class Kanaal(models.TextChoices):
        SITE = "site", _("op de site")
        BRIEF = "brief", _("per brief")
        BALIE = "balie", _("aan de balie")
        TELEFOON = "telefoon", _("per telefoon")

    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="+"
    )
    wijk = models.ForeignKey(
        WijkPage, verbose_name=_("wijk"), on_delete=models.PROTECT, related_name="ideeen"
    )
    # Sent once, though the button may be pressed twice.
    inzending = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)

    titel = models.CharField(_("titel"), max_length=120)
    tekst = models.TextField(_("uw idee"), max_length=5000)
    thema = models.ForeignKey(
        Thema,
        verbose_name=_("thema"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Without a point it is about the whole neighbourhood.
    lat = models.FloatField(_("breedtegraad"), null=True, blank=True)
    lon = models.FloatField(_("lengtegraad"), null=True, blank=True)
    cel = models.BigIntegerField(null=True, editable=False)
    adres = models.CharField(_("adres"), max_length=200, blank=True)
    vraagt_budget = models.BooleanField(_("vraagt geld uit het wijkbudget"), default=False)

    namens = models.CharField(
        _("namens"), max_length=12, choices=Namens.choices, default=Namens.BEWONER
    )
    indiener = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("indiener"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="ideeen",
    )
    kanaal = models.CharField(
        _("binnengekomen"), max_length=10, choices=Kanaal.choices, default=Kanaal.SITE
    )
    # Of who sent a letter and has no account: the name is public, the rest is for the coordinator.
    papier_naam = models.CharField(_("naam van de indiener"), max_length=80, blank=True)
    papier_contact = models.TextField(_("bereikbaar op"), max_length=500, blank=True)
    ingevoerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ingevoerd door"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    stadium = models.CharField(
        _("stadium"), max_length=15, choices=Stadium.choices, default=Stadium.BEVESTIGEN
    )
    stadium_sinds = models.DateTimeField(_("sinds"), default=timezone.now)
    created_at = models.DateTimeField(_("gemaakt op"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("ingestuurd op"), null=True, blank=True)
    geplaatst_op = models.DateTimeField(_("geplaatst op"), null=True, blank=True)
    beantwoord_op = models.DateTimeField(_("beantwoord op"), null=True, blank=True)
    # The day that is promised in the stage it is in.
    beloofd_op = models.DateField(_("beloofd op"), null=True, blank=True)
    behandelaar = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("behandelaar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    antwoord = models.TextField(_("antwoord van de gemeente"), max_length=4000, blank=True)
    reden = models.ForeignKey(
        Reden,
        verbose_name=_("reden"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    samengevoegd_met = models.ForeignKey(
        "self",
        verbose_name=_("samengevoegd met"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="samengevoegde",
    )
    # On the site without anybody having looked, where a neighbourhood checks afterwards.
    na_te_kijken = models.BooleanField(_("nog na te kijken"), default=False, editable=False)
    # Out of a burst, or very likely spam: counted nowhere until somebody looked.
    quarantaine = models.BooleanField(_("in quarantaine"), default=False)
    verdacht = models.PositiveSmallIntegerField(_("hoe verdacht"), default=0, editable=False)
    # What a moderator changed of the text, for everybody to see.
    redactie_noot = models.CharField(_("opmerking bij de tekst"), max_length=300, blank=True)

    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    # What the sender writes, and may change; all else is never taken from an older version.
    CONTENT: ClassVar = (
        "titel", "tekst", "thema", "lat", "lon", "cel", "adres", "vraagt_budget", "namens",
    )  # fmt: skip
    # Tens of thousands of ideas name a handful of subjects: nobody asks which.
    wagtail_reference_index_ignore = True

    objects = IdeeQuerySet.as_manager()

    search_fields = [
        index.SearchField("titel", boost=2),
        index.AutocompleteField("titel"),
        index.SearchField("tekst"),
        index.FilterField("site_id"),
        index.FilterField("wijk_id"),
        index.FilterField("stadium"),
    ]

    class Meta:
        verbose_name = _("idee")
        verbose_name_plural = _("ideeën")
        ordering = ["-created_at", "-pk"]
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return self.titel

    def get_stadium_display(self) -> str:  # type: ignore[no-redef]  # as Django lets a model do
        """Return the name of its stage: Django's own writes all names anew to find one of them."""
        return str(Stadium(self.stadium).label)

    @property
    def sender_name(self) -> str:
        """What stands beside the idea, also after who sent it left; never an address."""
        if self.indiener:
            return self.indiener.public_name
        return self.papier_naam or str(FORMER)

    @property
    def is_public(self) -> bool:
        return self.stadium in PUBLIC

    @property
    def is_listed(self) -> bool:
        return self.stadium in LISTED

    @property
    def takes_support(self) -> bool:
        return self.stadium in SUPPORTABLE

    @property
    def takes_comments(self) -> bool:
        return self.stadium in COMMENTABLE

    @property
    def due_on(self) -> datetime | None:
        """When the term of the stage it is in is over; None for one without a term."""
        if self.beloofd_op:
            return timezone.make_aware(datetime.combine(self.beloofd_op, datetime.max.time()))
        days = TERMS.get(Stadium(self.stadium))
        return self.stadium_sinds + timedelta(days=days) if days else None

    @property
    def is_overdue(self) -> bool:
        due = self.due_on
        return due is not None and due < timezone.now()

    @property
    def slug(self) -> str:
        return slugify(self.titel)[:60].strip("-")

    def get_url(self, request: HttpRequest | None = None) -> str:
        """Return the address of its page: the number says which, the rest is for people."""
        base = self.wijk.get_url(request) or ""
        name = f"{self.pk}-{self.slug}" if self.slug else str(self.pk)
        return f"{base}ideeen/{name}/"

    def with_content_json(self, content: dict[str, Any]) -> "Idee":
        """Take from an older version what its sender writes, and all else as it is now."""
        older: Idee = super().with_content_json(content)
        for field in self._meta.concrete_fields:
            if field.name not in self.CONTENT:
                setattr(older, field.attname, getattr(self, field.attname))
        return older
