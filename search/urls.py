"""Addresses of the site's search."""

from django.urls import path

from search.views import results, suggestions

app_name = "search"
urlpatterns = [
    path("", results, name="results"),
    path("suggesties/", suggestions, name="suggestions"),
]
