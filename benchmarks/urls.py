"""The addresses of the site, and the floor that is a bare view."""

from django.urls import path

from benchmarks.floors.views import one_query
from cms.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [path("vloer/", one_query), *urlpatterns]
