"""The set of blocks that pages are composed of: the general ones and those about neighbourhoods."""

from functools import partial
from typing import Any

from django.apps import apps
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core import blocks as core_blocks
from core.permissions import municipalities_of
from kaart.blocks import GebiedChooserBlock
from kaart.outlines import draw_areas
from wijkpaginas.overviews import OVERVIEWS, overviews

INTRO_FEATURES = ["h2", "bold", "italic", "ol", "ul", "link", "document-link"]


# The name of the list in the template, by what is listed.
LISTS = {"nieuws": "berichten", "agenda": "evenementen"}


class ContactpersoonBlock(SnippetChooserBlock):
    """Somebody whom visitors may approach about this subject."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("target_model", "wijkpaginas.Contactpersoon")
        super().__init__(**kwargs)

    def get_preview_value(self) -> Any:
        """Show nobody who exists: the preview does not know for which municipality it is."""
        model = apps.get_model("wijkpaginas", "Contactpersoon")
        return model(naam="Sam de Vries", functie="wijkmanager", telefoon="010 000 00 00")

    class Meta:
        label = _("Contactpersoon")
        icon = "user"
        template = "blocks/contactpersoon.html"
        description = _("Foto, naam en bereikbaarheid van iemand van de gemeente of uit de wijk.")


class StandaardtekstBlock(SnippetChooserBlock):
    """A text that the municipality keeps in one place."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("target_model", "wijkpaginas.Standaardtekst")
        super().__init__(**kwargs)

    def get_searchable_content(self, value: Any) -> list[str]:
        """Leave the text out: when it changes, the pages that show it are not indexed again."""
        return []

    def get_preview_value(self) -> Any:
        model = apps.get_model("wijkpaginas", "Standaardtekst")
        return model(naam="Bezwaar", tekst="<p>Bent u het er niet mee eens? Bel ons dan.</p>")

    class Meta:
        label = _("Standaardtekst")
        icon = "doc-full"
        template = "blocks/standaardtekst.html"
        description = _("Een vaste tekst van de gemeente, die overal tegelijk verandert.")


class GebiedBlock(blocks.StructBlock):
    """The outline of an area."""

    gebied = GebiedChooserBlock(label=_("Gebied"))
    bijschrift = blocks.CharBlock(label=_("Bijschrift"), max_length=200, required=False)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        area = value.get("gebied")
        context["kaart"] = draw_areas([(area, area.naam, None)], width=600) if area else None
        return context

    def get_preview_value(self) -> Any:
        area = apps.get_model("kaart", "Gebied").objects.first()
        return self.normalize({"gebied": area, "bijschrift": "Het gebied van dit plan."})

    class Meta:
        label = _("Kaart van een gebied")
        icon = "site"
        template = "blocks/gebied.html"
        description = _("De omtrek van een wijk of buurt op een kaart.")


class ActueelBlock(blocks.StructBlock):
    """The latest news, or what is on the calendar, of where the page stands."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120, required=False)
    soort = blocks.ChoiceBlock(
        label=_("Wat"),
        choices=[("nieuws", _("Laatste nieuws")), ("agenda", _("Wat er komt in de agenda"))],
        default="nieuws",
    )
    aantal = blocks.IntegerBlock(label=_("Hoeveel"), min_value=1, max_value=12, default=3)

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        context = super().get_context(value, parent_context=parent_context)
        branch = context.get("branch")
        kind = value["soort"]
        listed = overviews(branch, context.get("request")).get(kind) if branch else None
        if listed:
            model = apps.get_model("wijkpaginas", OVERVIEWS[kind])
            latest = partial(model.latest_below, branch, value["aantal"])
            # Only asked for when the list is not remembered.
            context[LISTS[kind]] = SimpleLazyObject(latest)
            context["alles_url"] = listed.url
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Show what the person who asks edits; others may run a site on the same installation."""
        context = parent_context or {}
        request = context.get("request")
        site = municipalities_of(request.user).first() if request else None
        return self.get_context(value, {**context, "branch": site.root_page if site else None})

    class Meta:
        label = _("Nieuws of agenda")
        icon = "date"
        template = "blocks/actueel.html"
        description = _("Het laatste nieuws of de eerste activiteiten, die zichzelf bijhouden.")
        preview_value = {"titel": "Laatste nieuws", "soort": "nieuws", "aantal": 3}


class PageBlocks(blocks.StreamBlock):
    """Everything that an editor can put on a page, in groups."""

    kop = core_blocks.KopBlock(group=_("Tekst"))
    tekst = core_blocks.TekstBlock(group=_("Tekst"))
    citaat = core_blocks.CitaatBlock(group=_("Tekst"))
    kader = core_blocks.KaderBlock(group=_("Tekst"))
    knop = core_blocks.KnopBlock(group=_("Tekst"))
    standaardtekst = StandaardtekstBlock(group=_("Tekst"))
    stappen = core_blocks.StappenBlock(group=_("Overzicht"))
    uitklap = core_blocks.UitklapBlock(group=_("Overzicht"))
    tabel = core_blocks.TabelBlock(group=_("Overzicht"))
    bewaartermijnen = core_blocks.BewaartermijnenBlock(group=_("Overzicht"))
    downloads = core_blocks.DownloadsBlock(group=_("Overzicht"))
    afbeelding = core_blocks.AfbeeldingBlock(group=_("Beeld"))
    galerij = core_blocks.GalerijBlock(group=_("Beeld"))
    video = core_blocks.VideoBlock(group=_("Beeld"))
    contactpersoon = ContactpersoonBlock(group=_("Uit de wijk"))
    gebied = GebiedBlock(group=_("Uit de wijk"))
    actueel = ActueelBlock(group=_("Uit de wijk"))
    onderliggend = core_blocks.OnderliggendBlock(group=_("Uit de wijk"))

    class Meta:
        block_counts = {"onderliggend": {"max_num": 1}}
