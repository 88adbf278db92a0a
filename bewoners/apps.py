from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BewonersConfig(AppConfig):
    name = "bewoners"
    verbose_name = _("Bewoners")

    def ready(self) -> None:
        # Models are loaded by now. What people read first of their data is registered first.
        from bewoners.privacy import kinds  # noqa: F401, PLC0415, I001
        from bewoners import media, signals  # noqa: F401, PLC0415
        from bewoners.consent import signup  # noqa: F401, PLC0415
        from bewoners.following import wijken  # noqa: F401, PLC0415
        from bewoners.login import ending, second_factor  # noqa: F401, PLC0415
        from bewoners.organisations import groups  # noqa: F401, PLC0415
        from bewoners.personal import own_sections  # noqa: F401, PLC0415
        from bewoners.privacy import (  # noqa: PLC0415
            admin_kinds,  # noqa: F401
            kept,  # noqa: F401
            logged_in,  # noqa: F401
            restoring,  # noqa: F401
            retention,  # noqa: F401
            section,  # noqa: F401
        )
