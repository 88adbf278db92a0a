from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeeenConfig(AppConfig):
    name = "ideeen"
    verbose_name = _("Ideeën")

    def ready(self) -> None:
        # Models are loaded by now.
        from ideeen import highlight, search, sitemap, subject  # noqa: F401, PLC0415
        from ideeen.admin import queue  # noqa: F401, PLC0415
        from ideeen.judging import criteria  # noqa: F401, PLC0415
        from ideeen.neighbours import closing, retention  # noqa: F401, PLC0415
        from ideeen.reading import counting  # noqa: F401, PLC0415
        from ideeen.sending import confirming  # noqa: F401, PLC0415
        from ideeen.services import daily, nakijken  # noqa: F401, PLC0415
        from ideeen.taking_part import kept, mails, own, personal_data  # noqa: F401, PLC0415
