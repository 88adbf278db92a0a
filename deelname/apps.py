from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeelnameConfig(AppConfig):
    name = "deelname"
    verbose_name = _("Deelname")

    def ready(self) -> None:
        # Models are loaded by now.
        from deelname import (  # noqa: F401, PLC0415
            confirmables,
            kept,
            media,
            notifications,
            own,
            personal_data,
            rounds,
        )
        from deelname.admin import own_queues  # noqa: F401, PLC0415
        from deelname.photos import removing  # noqa: F401, PLC0415
        from deelname.services import teksten  # noqa: F401, PLC0415
