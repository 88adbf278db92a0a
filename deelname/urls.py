"""The addresses at which people take part, below /meedoen/."""

from django.urls import path

from deelname.views import bezwaar, eigen, melden, reacties, steun, volgen

app_name = "deelname"

urlpatterns = [
    path("afmelden/<str:token>/", volgen.stop, name="stop_mails"),
    path("mijn/<slug:soort>/", eigen.own, name="own"),
    path("reactie/geplaatst/<uuid:inzending>/", reacties.comment_sent, name="comment_sent"),
    path("reactie/<int:pk>/", reacties.show_comment, name="comment"),
    path("reactie/<int:pk>/antwoorden/", reacties.answers, name="answers"),
    path("reactie/<int:pk>/aanpassen/", reacties.edit, name="edit_comment"),
    path("reactie/<int:pk>/bezwaar/", bezwaar.objection, name="comment_objection"),
    path("reactie/<int:pk>/verwijderen/", reacties.delete, name="delete_comment"),
    path("reactie/<int:pk>/melden/", melden.report_comment, name="report_comment"),
    path("<slug:soort>/<int:pk>/steun/", steun.support, name="support"),
    path("<slug:soort>/<int:pk>/steun/intrekken/", steun.withdraw, name="withdraw"),
    path("<slug:soort>/<int:pk>/volg/", volgen.follow, name="follow"),
    path("<slug:soort>/<int:pk>/volg/stop/", volgen.stop_following, name="stop_following"),
    path("<slug:soort>/<int:pk>/reactie/", reacties.comment, name="write_comment"),
    path("<slug:soort>/<int:pk>/melden/", melden.report_subject, name="report"),
]
