from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeeenConfig(AppConfig):
    name = "ideeen"
    verbose_name = _("Ideeën")

    def ready(self) -> None:
        from ideeen import subject  # noqa: F401, PLC0415  # models are loaded by now
