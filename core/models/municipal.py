"""What belongs to one municipality and is used on many of its pages."""

from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.permissions import municipalities_of


class MunicipalQuerySet(models.QuerySet[Any]):
    """Queries that stay inside one municipality."""

    def for_site(self, site: Site | None) -> Self:
        """Keep what belongs to the site; nothing when there is none."""
        return self.filter(site=site) if site else self.none()

    def for_user(self, user: Any) -> Self:
        """Keep what belongs to the municipalities that the user works for."""
        return self.filter(site__in=municipalities_of(user))


class MunicipalModel(models.Model):
    """Belongs to one municipality: the others neither see nor choose it."""

    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="+"
    )

    # What editors of a neighbourhood may do with those of their municipality, beside choosing.
    editors_may: ClassVar[tuple[str, ...]] = ()

    objects = MunicipalQuerySet.as_manager()

    class Meta:
        abstract = True


class BeginningModel(MunicipalModel):
    """What a municipality begins with, before anybody wrote something: it goes along with it."""

    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True
