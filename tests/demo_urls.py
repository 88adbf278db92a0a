"""The addresses of a demo: those of the site, and the page where every mail can be read."""

from django.urls import include, path

from cms.urls import handler404, urlpatterns

__all__ = ["handler404", "urlpatterns"]

urlpatterns = [path("post/", include("core.mail.urls")), *urlpatterns]
