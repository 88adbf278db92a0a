"""Wagtail's app for accounts, with our own views."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    user_viewset = "bewoners.user_admin.viewset.UserViewSet"
