"""The addresses at which people take part without being logged in."""

from django.urls import path

from bewoners.confirming import views as confirming
from bewoners.consent import views as consent
from bewoners.following import views as following

app_name = "deelnemen"

urlpatterns = [
    # Before the link of a mail, which may be any text.
    path("bevestig/klaar/", confirming.confirmed, name="confirmed"),
    path("bevestig/code/<str:reference>/", confirming.code, name="code"),
    path("bevestig/code/<str:reference>/opnieuw/", confirming.mail_again, name="mail_again"),
    path("bevestig/<str:token>/", confirming.confirm_link, name="confirm"),
    path("volg/<int:page_id>/", following.follow, name="follow"),
    path("volg/<int:page_id>/stop/", following.stop_following, name="stop_following"),
    path("privacy/toestemming/", consent.consent_text, name="current_consent_text"),
    path("privacy/toestemming/akkoord/", consent.agree, name="agree"),
    path("privacy/toestemming/<int:versie>/", consent.consent_text, name="consent_text"),
]
