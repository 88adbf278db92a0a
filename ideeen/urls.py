"""The addresses of ideas beside their pages, below /idee/."""

from django.urls import path

from ideeen import objecting
from ideeen.sending import help_views, own_views
from ideeen.sending import views as sending
from ideeen.taking_part import poster, views

app_name = "ideeen"

urlpatterns = [
    path("lijkt-op/", help_views.similar, name="similar"),
    path("adres/", help_views.address, name="address"),
    path("<int:pk>/ingestuurd/", sending.submitted, name="submitted"),
    path("<int:pk>/wijzigen/", own_views.edit, name="edit"),
    path("<int:pk>/intrekken/", own_views.withdraw, name="withdraw"),
    path("<int:pk>/", views.short, name="short"),
    path("<int:pk>/overzetten/", views.carry_over, name="carry_over"),
    path("<int:pk>/poster/", poster.poster, name="poster"),
    path("<int:pk>/bezwaar/", objecting.objection, name="bezwaar"),
    path("<int:pk>/qr.svg", poster.qr_code, name="qr_code"),
]
