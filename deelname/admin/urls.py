"""The addresses of moderation in the admin that are not about one kind of thing."""

from django.urls import path

from deelname.admin import spam, views

app_name = "deelname_admin"

urlpatterns = [
    path("", views.queue, name="queue"),
    path("spam/", spam.spam, name="spam"),
    path("melding/<int:pk>/", views.melding, name="melding"),
    path("reactie/<int:pk>/", views.reactie, name="reactie"),
]
