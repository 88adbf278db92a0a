"""What a municipality tells about itself, on every page of its site."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import Storage
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import to_locale
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Page

from core.fields import BlocksField
from core.footer import (
    MAX_ADDRESS,
    KanaalBlock,
    VoetlinkBlock,
    check_https,
    linked_pages,
    one_line,
)
from core.huisstijl.forms import GemeenteForm, TokensWidget
from core.huisstijl.logo import logo_path
from core.huisstijl.panels import TokensPanel
from core.huisstijl.stylesheet import make_theme, read_tokens
from core.querysets import pages, register_closed_branches

# What no page needs: only forms and the style sheet itself ask for it.
LARGE_FIELDS = ("tokens", "tokens_donker", "stijl_css")


def site_languages() -> list[tuple[str, str]]:
    """Return the languages that a site can be in."""
    return list(settings.LANGUAGES)


@register_setting(icon="home")
class Gemeente(BaseSiteSetting):
    """Name, look and contact details of the municipality whose site this is."""

    class Opening(models.TextChoices):
        OPEN = "open", _("open")
        BINNENKORT = "binnenkort", _("binnenkort: alleen een aankondiging is te zien")

    naam = models.CharField(
        _("naam van de gemeente"),
        max_length=100,
        blank=True,
        validators=[one_line],
        help_text=_("Bijvoorbeeld: Nijmegen. Staat boven aan elke pagina."),
    )
    slogan = models.CharField(
        _("ondertitel"),
        max_length=150,
        blank=True,
        validators=[one_line],
        help_text=_("Een korte zin naast de naam, bijvoorbeeld: Samen maken we de wijk."),
    )
    logo = models.FileField(
        _("logo"),
        upload_to=logo_path,
        blank=True,
        help_text=_(
            "Een SVG van hooguit 200 kB, of een PNG of WebP met een doorzichtige achtergrond "
            "van minstens 120 pixels hoog."
        ),
    )
    logo_breedte = models.PositiveSmallIntegerField(default=0, editable=False)
    logo_hoogte = models.PositiveSmallIntegerField(default=0, editable=False)
    taal = models.CharField(
        _("taal"),
        max_length=12,
        choices=site_languages,
        default="nl",
        help_text=_("De taal van de teksten. Voorleesprogramma's en zoekmachines letten daarop."),
    )
    opening = models.CharField(
        _("toestand"), max_length=20, choices=Opening.choices, default=Opening.OPEN
    )
    opening_tekst = models.CharField(
        _("aankondiging zolang de site nog niet open is"),
        max_length=300,
        blank=True,
        validators=[one_line],
        help_text=_("Bijvoorbeeld: Op 1 maart gaat deze site open."),
    )
    telefoon = models.CharField(_("telefoon"), max_length=40, blank=True, validators=[one_line])
    email = models.EmailField(_("e-mailadres"), blank=True)
    adres = models.TextField(_("bezoekadres"), blank=True, max_length=300)
    openingstijden = models.TextField(_("openingstijden"), blank=True, max_length=300)
    beveiliging_contact = models.EmailField(
        _("e-mailadres voor beveiligingsmeldingen"),
        blank=True,
        help_text=_("Staat in /.well-known/security.txt. Leeg: dat bestand is er niet."),
    )
    minimumleeftijd = models.PositiveSmallIntegerField(
        _("minimumleeftijd voor een account"),
        default=16,
        validators=[MaxValueValidator(21)],
        help_text=_(
            "Wie meedoet, vinkt aan zo oud te zijn. Er wordt geen geboortedatum gevraagd. "
            "Vul 0 in als u niets over leeftijd wilt vragen."
        ),
    )
    voetlinks = BlocksField(
        [("link", VoetlinkBlock())],
        verbose_name=_("links onder aan elke pagina"),
        blank=True,
        max_num=20,
        help_text=_("Pagina's die niet openbaar zijn, staan er vanzelf niet bij."),
    )
    kanalen = BlocksField(
        [("kanaal", KanaalBlock())],
        verbose_name=_("sociale media"),
        blank=True,
        max_num=12,
    )
    toegankelijkheid_pagina = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("pagina met de toegankelijkheidsverklaring"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Leeg: de pagina met het adres /toegankelijkheid/, als die openbaar is."),
    )
    toegankelijkheid_adres = models.CharField(
        _("of een adres elders"),
        max_length=MAX_ADDRESS,
        blank=True,
        validators=[one_line, check_https],
        help_text=_("Bijvoorbeeld de verklaring in het register van de overheid."),
    )
    tokens = models.TextField(
        _("design tokens"),
        blank=True,
        help_text=_(
            "JSON met kleuren, letters en vormen. Leeg: de gewone huisstijl van Samenwijk."
        ),
    )
    tokens_donker = models.TextField(
        _("design tokens voor een donker scherm"),
        blank=True,
        help_text=_(
            "Alleen kleuren. Ze gelden bij mensen die hun apparaat donker hebben gezet. "
            "Leeg: dan houdt de site daar haar eigen donkere kleuren."
        ),
    )
    # Made of the two above when they are saved, so that no page has to.
    stijl_css = models.TextField(blank=True, editable=False)
    stijl_sleutel = models.CharField(max_length=16, blank=True, editable=False)
    balkkleur = models.CharField(max_length=9, blank=True, editable=False)
    balkkleur_donker = models.CharField(max_length=9, blank=True, editable=False)

    base_form_class = GemeenteForm

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("naam"),
                            FieldPanel("slogan"),
                            FieldPanel("logo"),
                            FieldPanel("taal"),
                        ],
                        heading=_("Naam"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("opening"), FieldPanel("opening_tekst")],
                        heading=_("Opening van de site"),
                    ),
                    MultiFieldPanel(
                        [
                            FieldPanel("telefoon"),
                            FieldPanel("email"),
                            FieldPanel("adres"),
                            FieldPanel("openingstijden"),
                        ],
                        heading=_("Contact"),
                    ),
                    FieldPanel("beveiliging_contact"),
                    FieldPanel("minimumleeftijd"),
                ],
                heading=_("Gemeente"),
            ),
            ObjectList(
                [
                    FieldPanel("voetlinks"),
                    FieldPanel("kanalen"),
                    MultiFieldPanel(
                        [
                            FieldPanel("toegankelijkheid_pagina"),
                            FieldPanel("toegankelijkheid_adres"),
                        ],
                        heading=_("Toegankelijkheidsverklaring"),
                    ),
                ],
                heading=_("Onder aan de pagina"),
            ),
            ObjectList(
                [
                    TokensPanel("tokens", scheme="licht", widget=TokensWidget),
                    TokensPanel("tokens_donker", scheme="donker", widget=TokensWidget),
                ],
                heading=_("Huisstijl"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")

    def __str__(self) -> str:
        return self.naam or str(self.site)

    @classmethod
    def base_queryset(cls) -> "QuerySet[Gemeente]":
        return super().base_queryset().defer(*LARGE_FIELDS)

    @property
    def is_open(self) -> bool:
        return self.opening == self.Opening.OPEN

    @property
    def taalcode(self) -> str:
        """The language as `lang` in HTML has it: `nl` or `nl-BE`."""
        return to_locale(self.taal).replace("_", "-")

    @property
    def og_locale(self) -> str:
        """The language with its country, as those who preview links want it: `nl_NL`."""
        locale = to_locale(self.taal)
        return locale if "_" in locale else f"{locale}_{locale.upper()}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        if self.toegankelijkheid_pagina_id and self.toegankelijkheid_adres:
            errors["toegankelijkheid_adres"] = _(
                "Kies een pagina of vul een adres in, niet allebei."
            )
        strange = _("Kies alleen pagina's van deze site.")
        if not self._has_pages({self.toegankelijkheid_pagina_id} - {None}):
            errors["toegankelijkheid_pagina"] = strange
        if not self._has_pages(linked_pages(self.voetlinks)):
            errors["voetlinks"] = strange
        if not self.is_open and not self.opening_tekst:
            errors["opening_tekst"] = _("Vertel bezoekers wanneer de site opengaat.")
        errors |= {
            tokens: found
            for tokens, found in (
                ("tokens", read_tokens(self.tokens, "licht").errors),
                ("tokens_donker", read_tokens(self.tokens_donker, "donker").errors),
            )
            if found
        }
        if errors:
            raise ValidationError(errors)

    def _has_pages(self, wanted: set[int]) -> bool:
        """Say whether all these pages are of this site."""
        if not wanted:
            return True
        own = pages().descendant_of(self.site.root_page, inclusive=True)
        return own.filter(pk__in=wanted).count() == len(wanted)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if kwargs.get("update_fields") is None:
            self._make_style()
        stored = type(self)._default_manager.filter(pk=self.pk).values_list("logo", flat=True)
        old_logo = stored.first() if self.pk else ""
        super().save(*args, **kwargs)
        if old_logo and old_logo != self.logo.name:
            storage: Storage = self.logo.storage
            transaction.on_commit(lambda: storage.delete(old_logo))

    def _make_style(self) -> None:
        light, dark = read_tokens(self.tokens, "licht"), read_tokens(self.tokens_donker, "donker")
        theme = make_theme(light, dark)
        self.stijl_css, self.stijl_sleutel = theme.css, theme.hash
        self.balkkleur, self.balkkleur_donker = theme.bar_light, theme.bar_dark


@register_closed_branches
def sites_being_prepared() -> "QuerySet[Page]":
    """A site that is not open yet shows its front page and nothing below it."""
    closed = Gemeente.objects.exclude(opening=Gemeente.Opening.OPEN)
    return pages().filter(pk__in=closed.values("site__root_page"))
