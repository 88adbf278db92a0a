"""An objection to what a moderator decided: made once, and judged once."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What nobody has judged yet.
OPEN_OBJECTION = Q(bezwaar_op__isnull=False, bezwaar_beoordeeld_op=None)


class WithObjection(models.Model):
    """What its writer may object about when it is taken off the site."""

    bezwaar = models.TextField(_("bezwaar"), max_length=2000, blank=True)
    bezwaar_op = models.DateTimeField(_("bezwaar gemaakt op"), null=True, blank=True)
    bezwaar_beoordeeld_op = models.DateTimeField(_("bezwaar beoordeeld op"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def has_open_objection(self) -> bool:
        return self.bezwaar_op is not None and self.bezwaar_beoordeeld_op is None
