from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WijkpaginasConfig(AppConfig):
    name = "wijkpaginas"
    verbose_name = _("Wijkpagina's")

    def ready(self) -> None:
        # Models are loaded by now.
        from wijkpaginas import (  # noqa: PLC0415
            bewoners,  # noqa: F401
            municipal_groups,  # noqa: F401
            search,  # noqa: F401
            signals,  # noqa: F401
        )
