"""The addresses on which neighbours answer: none of them holds the code of a letter."""

from django.urls import path

from ideeen.neighbours import views

app_name = "burencheck"

urlpatterns = [
    path("", views.code, name="code"),
    path("bedankt/", views.done, name="done"),
    path("antwoord/", views.answer, name="answer"),
]
