"""Words: running text, headings, quotes and buttons."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.links import check_one_target
from core.navigation import public_url

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TekstBlock(blocks.RichTextBlock):
    """Running text; headings are blocks of their own, so that their order can be checked."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    class Meta:
        label = _("Tekst")
        icon = "pilcrow"
        template = "blocks/tekst.html"
        description = _("Gewone tekst met vet, cursief, lijsten en links.")
        preview_value = (
            "<p>Op zaterdag 12 april ruimen we samen het park op. "
            "<b>Handschoenen en zakken liggen klaar.</b></p>"
            "<ul><li>Start om 10.00 uur</li><li>Koffie om 11.30 uur</li></ul>"
        )


class KopBlock(blocks.StructBlock):
    """A heading, of one of the two levels that a page needs."""

    tekst = blocks.CharBlock(label=_("Tekst"), max_length=120)
    niveau = blocks.ChoiceBlock(
        label=_("Niveau"),
        choices=[("h2", _("Tussenkop")), ("h3", _("Kop daaronder"))],
        default="h2",
        help_text=_("Gebruik ‘Kop daaronder’ alleen na een tussenkop."),
    )

    class Meta:
        label = _("Kop")
        icon = "title"
        template = "blocks/kop.html"
        description = _("Een tussenkop, zodat mensen snel vinden wat zij zoeken.")
        preview_value = {"tekst": "Wat gaan we doen?", "niveau": "h2"}


class CitaatBlock(blocks.StructBlock):
    """What somebody said."""

    tekst = blocks.TextBlock(label=_("Wat iemand zei"), max_length=600)
    naam = blocks.CharBlock(label=_("Naam"), max_length=100)
    rol = blocks.CharBlock(
        label=_("Wie is dat?"),
        max_length=100,
        required=False,
        help_text=_("Bijvoorbeeld: buurtbewoner sinds 1982."),
    )

    class Meta:
        label = _("Citaat")
        icon = "openquote"
        template = "blocks/citaat.html"
        description = _("Een uitspraak van iemand, met naam.")
        preview_value = {
            "tekst": "Sinds de boomspiegels vol bloemen staan, blijft iedereen even praten.",
            "naam": "Annelies de Wit",
            "rol": "buurtbewoner",
        }


class LinkValue(blocks.StructValue):
    """Where a button leads to."""

    @property
    def href(self) -> str:
        page = self.get("pagina")
        if page:
            return public_url(page.pk)
        return str(self.get("url") or "")


class KnopBlock(blocks.StructBlock):
    """A link that asks for attention."""

    tekst = blocks.CharBlock(
        label=_("Tekst"), max_length=60, help_text=_("Zeg wat er gebeurt: ‘Meld je aan’.")
    )
    pagina = blocks.PageChooserBlock(label=_("Pagina van deze site"), required=False)
    url = blocks.URLBlock(label=_("Of een adres elders"), required=False)
    stijl = blocks.ChoiceBlock(
        label=_("Stijl"),
        choices=[("primair", _("Opvallend")), ("secundair", _("Rustig"))],
        default="primair",
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        check_one_target(cleaned, "url")
        return cleaned

    class Meta:
        label = _("Knop")
        icon = "link"
        template = "blocks/knop.html"
        value_class = LinkValue
        description = _("Een knop naar een andere pagina. Gebruik er weinig.")
        preview_value = {
            "tekst": "Meld u aan",
            "pagina": None,
            "url": "https://example.org/",
            "stijl": "primair",
        }
