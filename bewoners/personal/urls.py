"""The addresses of the personal pages."""

from django.urls import path

from bewoners.personal import views
from bewoners.privacy import views as privacy

app_name = "bewoners"

urlpatterns = [
    path("", views.home, name="home"),
    path("gegevens/", views.profile, name="profile"),
    path("apparaten/<int:pk>/uitloggen/", views.log_out_device, name="log_out_device"),
    path("gegevens/downloaden/", privacy.download_data, name="download_data"),
    path("gegevens/downloaden/<int:pk>/", privacy.download_file, name="download_file"),
    path("gegevens/verwijderen/", privacy.delete_account, name="delete_account"),
    path("gegevens/verwijderd/", privacy.account_deleted, name="account_deleted"),
]
