"""Every address of the site. Pages come last: Wagtail takes what nothing else wants."""

from django.conf import settings
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as admin_urls
from wagtail.documents.views.serve import authenticate_with_password

from core.huisstijl.views import stylesheet
from core.media import serve_document, serve_media
from core.sitemap import sitemap
from core.views import health, processing_register, robots, security_txt
from wijkpaginas.views import find

urlpatterns = [
    path("", include("bewoners.login.admin_urls")),
    path("admin/", include("core.scoping.urls")),
    path("admin/", include(admin_urls)),
    # The addresses of Wagtail's documents, with a view of ours around its own.
    re_path(r"^documenten/([0-9]+)/(.*)$", serve_document, name="wagtaildocs_serve"),
    path(
        "documenten/wachtwoord/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("account/", include("bewoners.login.urls")),
    path("mijn/", include("bewoners.personal.urls")),
    path("", include("bewoners.public_urls")),
    path("privacy/verwerkingen/", processing_register, name="processing_register"),
    path("healthz", health, name="health"),
    path("vind-uw-wijk/", find, name="find_wijk"),
    path("zoeken/", include("search.urls")),
    path("meedoen/", include("deelname.urls")),
    path("idee/", include("ideeen.urls")),
    path("burencheck/", include("ideeen.neighbours.urls")),
    re_path(r"^huisstijl/(?P<sleutel>[0-9a-f]{16})\.css$", stylesheet, name="huisstijl"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_part"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.*)$", serve_media)]

if settings.DEMO_POST:
    urlpatterns += [path("post/", include("core.mail.urls"))]

urlpatterns += [path("", include(wagtail_urls))]

handler404 = "core.views.page_not_found"
# allauth asks for it where its own limits are passed.
handler429 = "bewoners.login.limits.too_many_requests"
