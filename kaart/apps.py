from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KaartConfig(AppConfig):
    name = "kaart"
    verbose_name = _("Kaart")

    def ready(self) -> None:
        from core.publication import register_public  # noqa: PLC0415 (models are there only now)
        from kaart.models import Gebied  # noqa: PLC0415

        register_public(Gebied)
