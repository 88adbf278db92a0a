"""The addresses at which people take part without being logged in."""

from django.urls import path

from bewoners import confirm_views, consent_views, follow_views

app_name = "deelnemen"

urlpatterns = [
    # Before the link of a mail, which may be any text.
    path("bevestig/klaar/", confirm_views.confirmed, name="confirmed"),
    path("bevestig/code/<str:reference>/", confirm_views.code, name="code"),
    path("bevestig/code/<str:reference>/opnieuw/", confirm_views.mail_again, name="mail_again"),
    path("bevestig/<str:token>/", confirm_views.confirm_link, name="confirm"),
    path("volg/<int:page_id>/", follow_views.follow, name="follow"),
    path("volg/<int:page_id>/stop/", follow_views.stop_following, name="stop_following"),
    path("privacy/toestemming/", consent_views.consent_text, name="current_consent_text"),
    path("privacy/toestemming/akkoord/", consent_views.agree, name="agree"),
    path("privacy/toestemming/<int:versie>/", consent_views.consent_text, name="consent_text"),
]
