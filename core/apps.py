from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Kern")

    def ready(self) -> None:
        from core import kept, publication, signals  # noqa: F401, PLC0415  # models are loaded by now
        from core.redirects import allow_https_only  # noqa: PLC0415
        from core.roles import add_page_permissions  # noqa: PLC0415

        allow_https_only()
        add_page_permissions()
        publication.connect()
