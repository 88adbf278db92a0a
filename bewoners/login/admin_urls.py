"""Addresses of Wagtail at which it would log people in or reset a password by itself."""

from django.urls import path

from bewoners.login.staff_views import log_in_to_admin, log_in_to_page, reset_password

urlpatterns = [
    path("admin/login/", log_in_to_admin),
    path("admin/password_reset/", reset_password),
    path("_util/login/", log_in_to_page),
]
