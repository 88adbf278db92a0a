from django.apps import AppConfig


class FloorsConfig(AppConfig):
    """What the pages of the site are compared to; installed by `benchmarks.settings` only."""

    name = "benchmarks.floors"
    label = "floors"
    default_auto_field = "django.db.models.BigAutoField"
