"""The calendar: a list with an iCal feed, and its events."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page, PageManager
from wagtail.search import index

from core.fields import BlocksField
from core.models import BasePage
from core.models.pages import SAMENVATTING_PANEL
from core.querysets import PublicPageQuerySet
from wijkpaginas.blocks import INTRO_FEATURES, PageBlocks
from wijkpaginas.ical import calendar_response
from wijkpaginas.models.thema import Thema, themas_of
from wijkpaginas.overviews import page_of

# Outside these years a date is a slip, and at the ends of the calendar one can't count days.
YEARS = range(1900, 2200)


class EvenementQuerySet(PublicPageQuerySet):
    def upcoming(self) -> "EvenementQuerySet":
        """Keep what is not over yet, first to come first."""
        return self.filter(eindigt_op__gte=timezone.now()).order_by("begint_op", "pk")

    def past(self) -> "EvenementQuerySet":
        """Keep what is over, last one first."""
        return self.filter(eindigt_op__lt=timezone.now()).order_by("-begint_op", "-pk")

    def for_cards(self) -> "EvenementQuerySet":
        """Fetch what a card in a list shows, and leave the text of the event."""
        return self.select_related("afbeelding", "thema").defer_streamfields()


def published_events(branch: Page) -> EvenementQuerySet:
    """Return the public events below a page."""
    events: EvenementQuerySet = EvenementPage.objects.descendant_of(branch).public()
    return events


class AgendaPage(RoutablePageMixin, BasePage):
    """All events below the parent: of one neighbourhood, or of the whole municipality."""

    introductie = RichTextField(_("introductie"), blank=True, features=INTRO_FEATURES)

    under_home = True
    section_title = "Agenda"
    section_slug = "agenda"
    section_order = 30
    parent_page_types = ["wijkpaginas.WijkPage"]
    subpage_types = ["wijkpaginas.EvenementPage"]
    max_count_per_parent = 1
    needs_review = False
    page_description = _("De lijst met wat er te doen is in een wijk of in de hele gemeente.")

    page_size = 20
    # A calendar program keeps what it fetched: the feed looks back a bit and not endlessly ahead.
    feed_looks_back = timedelta(days=90)
    feed_size = 500

    content_panels = [*BasePage.content_panels, FieldPanel("introductie")]

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agenda's")

    def events(self) -> EvenementQuerySet:
        return published_events(self.get_parent())

    @staticmethod
    def latest_below(branch: Page, count: int) -> EvenementQuerySet:
        """Return what comes first."""
        return published_events(branch).upcoming().for_cards()[:count]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        shows_past = request.GET.get("toon") == "voorbij"
        events = self.events().past() if shows_past else self.events().upcoming()
        # What is over leaves the list: it holds for a minute.
        key = (self.pk, shows_past, f"{timezone.now():%H:%M}")
        events, context["themas"], thema = themas_of(events, request, key)
        context["thema"] = thema
        context["toont_archief"] = shows_past
        one = (*key, thema and thema.pk)
        context["pagina"] = page_of(events.for_cards(), request, self.page_size, one)
        context["archief_url"] = f"{self.get_url(request)}?toon=voorbij"
        context["ical_url"] = f"{self.get_url(request) or ''}{self.reverse_subpage('ical')}"
        return context

    @path("ical/", name="ical")
    def ical(self, request: HttpRequest) -> HttpResponse:
        since = timezone.now() - self.feed_looks_back
        events = self.events().filter(eindigt_op__gte=since).order_by("begint_op", "pk")
        name = f"{self.title} {self.get_parent().title}"
        return calendar_response(events[: self.feed_size], name=name, filename=self.slug)


class EvenementPage(RoutablePageMixin, BasePage):
    """Something that one can go to: a moment, a day or several days."""

    begindatum = models.DateField(_("begindatum"), null=True)
    begintijd = models.TimeField(
        _("begintijd"), null=True, blank=True, help_text=_("Leeg: het duurt de hele dag.")
    )
    einddatum = models.DateField(
        _("einddatum"), null=True, blank=True, help_text=_("Leeg: dezelfde dag.")
    )
    eindtijd = models.TimeField(_("eindtijd"), null=True, blank=True)
    # Derived from the four above, in UTC, so that lists can be sorted and cut in the database.
    begint_op = models.DateTimeField(null=True, editable=False, db_index=True)
    eindigt_op = models.DateTimeField(null=True, editable=False, db_index=True)
    locatie = models.CharField(
        _("locatie"),
        max_length=120,
        blank=True,
        help_text=_("Naam van de plek, bijvoorbeeld: wijkcentrum De Schakel."),
    )
    adres = models.CharField(
        _("adres"), max_length=200, blank=True, help_text=_("Straat, nummer en plaats.")
    )
    organisator = models.CharField(_("organisator"), max_length=120, blank=True)
    kosten = models.CharField(
        _("kosten"), max_length=80, blank=True, help_text=_("Bijvoorbeeld: gratis, of € 5.")
    )
    aanmelden_url = models.URLField(
        _("aanmelden op"), blank=True, help_text=_("Adres van een aanmeldformulier.")
    )
    thema = models.ForeignKey(
        Thema,
        verbose_name=_("thema"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    inhoud = BlocksField(PageBlocks(), verbose_name=_("inhoud"), blank=True)

    parent_page_types = ["wijkpaginas.AgendaPage", "wijkpaginas.VoorbeeldenPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False
    teaser_template = "components/event_card.html"
    reserved_slug = "ical"
    needs_review = False
    page_description = _("Iets waar mensen naartoe kunnen gaan.")

    objects = PageManager.from_queryset(EvenementQuerySet)()

    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("begindatum"), FieldPanel("begintijd")]),
                FieldRowPanel([FieldPanel("einddatum"), FieldPanel("eindtijd")]),
            ],
            heading=_("Wanneer"),
        ),
        MultiFieldPanel([FieldPanel("locatie"), FieldPanel("adres")], heading=_("Waar")),
        MultiFieldPanel(
            [FieldPanel("organisator"), FieldPanel("kosten"), FieldPanel("aanmelden_url")],
            heading=_("Meedoen"),
        ),
        SAMENVATTING_PANEL,
        FieldPanel("afbeelding"),
        FieldPanel("thema"),
        FieldPanel("inhoud"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("samenvatting"),
        index.SearchField("locatie"),
        index.SearchField("inhoud"),
        index.FilterField("begint_op"),
    ]

    class Meta:
        verbose_name = _("evenement")
        verbose_name_plural = _("evenementen")

    @property
    def hele_dag(self) -> bool:
        return self.begintijd is None

    @property
    def laatste_dag(self) -> date | None:
        return self.einddatum or self.begindatum

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.eindtijd and not self.begintijd:
            errors["begintijd"] = _("Vul ook een begintijd in, of haal de eindtijd weg.")
        if self.begindatum and self.einddatum and self.einddatum < self.begindatum:
            errors["einddatum"] = _("De einddatum ligt voor de begindatum.")
        for name, day in (("begindatum", self.begindatum), ("einddatum", self.einddatum)):
            if day and day.year not in YEARS:
                errors[name] = _("Kijk het jaar na.")
        if errors:
            raise ValidationError(errors)
        for name, day, clock in (
            ("begintijd", self.begindatum, self.begintijd),
            ("eindtijd", self.laatste_dag, self.eindtijd),
        ):
            if day and clock and not _exists(day, clock):
                errors[name] = _("Deze tijd bestaat niet: de klok gaat dan een uur vooruit.")
        if not errors and self.begindatum:
            starts, ends = self._moments()
            if ends < starts:
                errors["eindtijd"] = _("De eindtijd ligt voor de begintijd.")
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self.begindatum:
            self.begint_op, self.eindigt_op = self._moments()
        return super().save(*args, **kwargs)

    def _moments(self) -> tuple[datetime, datetime]:
        """Return begin and end; a day without an end time ends at the midnight after it."""
        first, last = self.begindatum, self.laatste_dag
        if first is None or last is None:
            raise ValueError("An event without a day has no moments.")
        if self.begintijd is None:
            return _local(first, time.min), _local(last + timedelta(days=1), time.min)
        starts = _local(first, self.begintijd)
        if self.eindtijd:
            return starts, _local(last, self.eindtijd)
        return starts, starts if last == first else _local(last + timedelta(days=1), time.min)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["ical_url"] = f"{self.get_url(request) or ''}{self.reverse_subpage('ical')}"
        context["is_voorbij"] = bool(self.eindigt_op and self.eindigt_op < timezone.now())
        return context

    @path("ical/", name="ical")
    def ical(self, request: HttpRequest) -> HttpResponse:
        return calendar_response([self], name=self.title, filename=self.slug)


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=_zone())


def _exists(day: date, clock: time) -> bool:
    """Say whether the clock shows this time on this day; in a spring night it skips an hour."""
    local = _local(day, clock)
    back = local.astimezone(ZoneInfo("UTC")).astimezone(_zone())
    return back.replace(tzinfo=None) == local.replace(tzinfo=None)
