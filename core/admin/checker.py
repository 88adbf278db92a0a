"""The accessibility checks of the preview and of the page itself."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# Rule of axe-core: what is wrong, and what to do.
RULES = {
    "image-alt": (
        _("Afbeelding zonder beschrijving"),
        _("Beschrijf wat er te zien is, of kies ‘Versiering’."),
    ),
    "image-redundant-alt": (
        _("De beschrijving herhaalt de tekst ernaast"),
        _("Kies ‘Versiering’ als de tekst ernaast hetzelfde zegt."),
    ),
    "role-img-alt": (
        _("Tekening zonder beschrijving"),
        _("Beschrijf wat er te zien is."),
    ),
    "td-has-header": (
        _("Tabel zonder koppen"),
        _("Kies bij de tabel welke rij of kolom de koppen bevat."),
    ),
    "table-duplicate-name": (
        _("Bijschrift en omschrijving van de tabel zijn gelijk"),
        _("Geef de tabel een eigen bijschrift."),
    ),
    "page-has-heading-one": (
        _("De pagina heeft geen titel"),
        _("Vul de titel van de pagina in."),
    ),
}


class SiteChecker(ContentCheckerItem):
    """Wagtail's checks and ours, of the content only: editors can't change header and footer."""

    axe_include = ["main"]
    axe_run_only = [*ContentCheckerItem.axe_run_only, *RULES]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        **{rule: {"error_name": name, "help_text": help_} for rule, (name, help_) in RULES.items()},
    }
