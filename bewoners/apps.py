from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BewonersConfig(AppConfig):
    name = "bewoners"
    verbose_name = _("Bewoners")
