"""Where every mail can be read; only a demo has these addresses."""

from django.urls import path

from core.mail import reading

app_name = "post"

urlpatterns = [
    path("", reading.mails, name="mails"),
    path("<int:pk>/", reading.mail, name="mail"),
    path("<int:pk>/opgemaakt/", reading.markup, name="markup"),
]
