"""The addresses of our own screens in the admin."""

from django.urls import path

from core.admin import audit_report, reports, views
from core.admin.cleaning import CleaningReportView
from core.huisstijl.views import preview

app_name = "core_admin"

urlpatterns = [
    path("hulp/", views.help_page, name="help"),
    path("eerste-stappen/", views.tips, name="tips"),
    path("paginas/<int:page_id>/nagekeken/", views.review, name="review"),
    path("paginas/<int:page_id>/schrijftips/", views.writing_tips, name="writing_tips"),
    path("huisstijl/<int:site_id>/<slug:scheme>/", preview, name="huisstijl_preview"),
    path("voorbeeld/<int:parent_id>/<int:example_id>/", views.begin, name="begin"),
    path("rapporten/nakijken/", reports.ReviewReportView.as_view(), name="nakijken"),
    path(
        "rapporten/nakijken/resultaten/",
        reports.ReviewReportView.as_view(results_only=True),
        name="nakijken_results",
    ),
    path("rapporten/planning/", reports.PlanningReportView.as_view(), name="planning"),
    path(
        "rapporten/planning/resultaten/",
        reports.PlanningReportView.as_view(results_only=True),
        name="planning_results",
    ),
    path("rapporten/kapotte-links/", reports.LinkReportView.as_view(), name="kapotte_links"),
    path(
        "rapporten/kapotte-links/resultaten/",
        reports.LinkReportView.as_view(results_only=True),
        name="kapotte_links_results",
    ),
    path("rapporten/opgeruimd/", CleaningReportView.as_view(), name="opgeruimd"),
    path(
        "rapporten/opgeruimd/resultaten/",
        CleaningReportView.as_view(results_only=True),
        name="opgeruimd_results",
    ),
    path("rapporten/logboek/", audit_report.AuditReportView.as_view(), name="logboek"),
    path(
        "rapporten/logboek/resultaten/",
        audit_report.AuditReportView.as_view(results_only=True),
        name="logboek_results",
    ),
]
