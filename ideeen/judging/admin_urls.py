"""The addresses of judging in the admin."""

from django.urls import path

from ideeen.judging import admin_views as views
from ideeen.neighbours import admin_views as neighbours

app_name = "ideeen_judging"

urlpatterns = [
    path("", views.to_judge, name="list"),
    path("<int:idee_id>/", views.judge, name="judge"),
    path("<int:idee_id>/burencheck/", neighbours.check, name="check"),
    path("<int:idee_id>/burencheck/<int:check_id>/sluiten/", neighbours.close, name="close"),
    path("<int:idee_id>/burencheck/<int:check_id>/brieven/", neighbours.letters, name="letters"),
    path("<int:idee_id>/burencheck/<int:check_id>/opnieuw/", neighbours.again, name="again"),
    path("<int:idee_id>/<slug:actie>/", views.act, name="act"),
]
