"""Every address of the site. Pages come last: Wagtail takes what nothing else wants."""

from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents import urls as document_urls

from core.sitemap import sitemap
from core.views import health, robots, security_txt

urlpatterns = [
    path("admin/", include(admin_urls)),
    path("documenten/", include(document_urls)),
    path("healthz", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_part"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]

if settings.SERVE_MEDIA:
    # Documents have an address of their own, which looks whether the visitor may have them.
    urlpatterns += [
        re_path(
            rf"^{settings.MEDIA_URL.lstrip('/')}(?!documents/)(?P<path>.*)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        )
    ]

urlpatterns += [path("", include(wagtail_urls))]

handler404 = "core.views.page_not_found"
