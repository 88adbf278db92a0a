"""Accounts."""

from typing import Any

import factory
from django.contrib.auth.models import Group

from bewoners.models import User


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Someone with an account and no rights; `groups` gives some, `superuser` all."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"persoon{n}@example.nl")
    first_name = "Pers"
    last_name = factory.Sequence(lambda n: f"Oon {n}")
    password = factory.PostGenerationMethodCall("set_password", "wachtwoord-van-test")

    class Params:
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    @factory.post_generation
    def groups(self, create: bool, extracted: list[Group] | None, **kwargs: Any) -> None:
        if create:
            self.save()
            self.groups.set(extracted or [])
