"""The set of blocks that pages are composed of: the general ones and those about neighbourhoods."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from core import blocks as core_blocks
from core.querysets import pages
from kaart.blocks import GebiedChooserBlock
from kaart.outlines import draw_areas

INTRO_FEATURES = ["h2", "bold", "italic", "ol", "ul", "link", "document-link"]


# What can be listed: the section that lists it, and the name of the list in the template.
SECTIONS = {
    "nieuws": ("NieuwsIndexPage", "berichten"),
    "agenda": ("AgendaPage", "evenementen"),
}


class ContactpersoonBlock(SnippetChooserBlock):
    """Somebody whom visitors may approach about this subject."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("target_model", "wijkpaginas.Contactpersoon")
        super().__init__(**kwargs)

    def get_preview_value(self) -> Any:
        return apps.get_model("wijkpaginas", "Contactpersoon").objects.first()

    class Meta:
        label = _("Contactpersoon")
        icon = "user"
        template = "blocks/contactpersoon.html"
        description = _("Foto, naam en bereikbaarheid van iemand van de gemeente of uit de wijk.")


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
        branch = context.get("sectie") or context.get("home")
        model_name, list_name = SECTIONS[value["soort"]]
        section = apps.get_model("wijkpaginas", model_name)
        overview = section.objects.child_of(branch).public().first() if branch else None
        if overview:
            context[list_name] = overview.latest(value["aantal"])
            context["alles_url"] = overview.get_url(context.get("request"))
        return context

    def get_preview_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        home = pages().filter(depth=2, live=True).first()
        return self.get_context(value, {**(parent_context or {}), "home": home})

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
    stappen = core_blocks.StappenBlock(group=_("Overzicht"))
    uitklap = core_blocks.UitklapBlock(group=_("Overzicht"))
    tabel = core_blocks.TabelBlock(group=_("Overzicht"))
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
