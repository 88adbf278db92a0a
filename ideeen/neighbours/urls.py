"""The addresses in the letters to neighbours."""

from django.urls import path

from ideeen.neighbours import views

app_name = "burencheck"

urlpatterns = [
    path("", views.code, name="code"),
    path("bedankt/", views.done, name="done"),
    path("<str:code>/", views.answer, name="answer"),
]
