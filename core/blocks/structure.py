"""Information in a form: questions, steps, tables and call-outs."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from core.blocks.text import TekstBlock


class VraagBlock(blocks.StructBlock):
    vraag = blocks.CharBlock(label=_("Vraag of kop"), max_length=160)
    antwoord = TekstBlock(label=_("Antwoord of tekst"))

    class Meta:
        label = _("Vraag")
        icon = "help"


class UitklapBlock(blocks.StructBlock):
    """Questions whose answers fold out."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120, required=False)
    items = blocks.ListBlock(VraagBlock(), label=_("Vragen"), min_num=1)

    class Meta:
        label = _("Vragen en antwoorden")
        icon = "list-ul"
        template = "blocks/uitklap.html"
        description = _("Vragen met een antwoord dat uitklapt.")
        preview_value = {
            "titel": "Veelgestelde vragen",
            "items": [
                {"vraag": "Kost meedoen geld?", "antwoord": "<p>Nee, meedoen is gratis.</p>"},
                {"vraag": "Moet ik mij aanmelden?", "antwoord": "<p>Dat is handig.</p>"},
            ],
        }


class StapBlock(blocks.StructBlock):
    titel = blocks.CharBlock(label=_("Titel"), max_length=120)
    tekst = TekstBlock(label=_("Tekst"), required=False)

    class Meta:
        label = _("Stap")
        icon = "arrow-right"


class StappenBlock(blocks.StructBlock):
    """What happens, one after the other."""

    titel = blocks.CharBlock(label=_("Titel"), max_length=120, required=False)
    stappen = blocks.ListBlock(StapBlock(), label=_("Stappen"), min_num=2)

    class Meta:
        label = _("Stappen")
        icon = "list-ol"
        template = "blocks/stappen.html"
        description = _("Wat er na elkaar gebeurt, met nummers.")
        preview_value = {
            "titel": "Zo vraagt u een boomspiegel aan",
            "stappen": [
                {"titel": "Kies een boom", "tekst": "<p>Bij u in de straat.</p>"},
                {"titel": "Vraag uw buren", "tekst": "<p>Zij kijken er ook op uit.</p>"},
                {"titel": "Meld u aan", "tekst": "<p>Wij zorgen voor aarde.</p>"},
            ],
        }


class KaderBlock(blocks.StructBlock):
    """A remark that stands apart."""

    soort = blocks.ChoiceBlock(
        label=_("Soort"),
        choices=[("info", _("Goed om te weten")), ("let_op", _("Let op")), ("gelukt", _("Gelukt"))],
        default="info",
    )
    titel = blocks.CharBlock(label=_("Titel"), max_length=120)
    tekst = TekstBlock(label=_("Tekst"))

    class Meta:
        label = _("Kader")
        icon = "info-circle"
        template = "blocks/kader.html"
        description = _("Een opmerking die opvalt. Gebruik er hooguit twee per pagina.")
        preview_value = {
            "soort": "info",
            "titel": "Goed om te weten",
            "tekst": "<p>De speeltuin is dicht van 3 tot 14 maart.</p>",
        }


class TabelBlock(TableBlock):
    """A table with a caption and headers, as a screen reader needs both."""

    def __init__(self, **kwargs: Any) -> None:
        # The table editor knows no Dutch, and reports an error in the browser when asked for it.
        kwargs.setdefault("table_options", {"language": "en-US"})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not (cleaned.get("table_caption") or "").strip():
            raise ValidationError(_("Geef de tabel een bijschrift: wat staat erin?"))
        if cleaned and cleaned.get("table_header_choice") in {None, "", "neither"}:
            raise ValidationError(_("Kies welke rij of kolom de koppen bevat."))
        return cleaned

    class Meta:
        label = _("Tabel")
        icon = "table"
        template = "blocks/tabel.html"
        description = _("Gegevens in rijen en kolommen, met een bijschrift.")
        preview_value = {
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_header_choice": "row",
            "table_caption": "Wanneer halen we het afval op?",
            "data": [["Dag", "Afval"], ["Maandag", "Papier"], ["Donderdag", "Groente en fruit"]],
        }
