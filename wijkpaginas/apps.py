from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WijkpaginasConfig(AppConfig):
    name = "wijkpaginas"
    verbose_name = _("Wijkpagina's")

    def ready(self) -> None:
        from wijkpaginas import search, signals  # noqa: F401, PLC0415  # models are loaded by now
