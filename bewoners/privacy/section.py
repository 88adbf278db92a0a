"""The section of the personal page about taking along and deleting."""

from django.utils.translation import gettext_lazy as _

from bewoners.personal.sections import Section, register_section

register_section(Section("privacy", _("Privacy"), 90, "bewoners/sections/privacy.html"))
