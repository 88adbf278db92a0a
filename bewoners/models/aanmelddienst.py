"""The log-in service of an organisation, with which its people come in (OpenID Connect)."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Site

from bewoners import secrets

CLAIM = RegexValidator(
    r"^[A-Za-z0-9_.:/-]+$", _("Gebruik alleen letters, cijfers en de tekens _ . : / -")
)


class Aanmelddienst(ClusterableModel):
    """How the people of one municipality log in with the account of their work."""

    site = models.ForeignKey(
        Site, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="aanmelddiensten"
    )
    naam = models.CharField(
        _("naam op de knop"),
        max_length=40,
        help_text=_("Bijvoorbeeld: Gemeente Waterhage. Op de knop staat: Inloggen met …"),
    )
    sleutel = models.SlugField(
        _("naam in het adres"),
        max_length=40,
        unique=True,
        help_text=_(
            "Komt in het adres waarnaar de dienst mensen terugstuurt: "
            "/account/organisatie/<naam in het adres>/terug/. Meld dat adres aan bij de dienst. "
            "U kunt dit later niet veranderen."
        ),
    )
    actief = models.BooleanField(_("mensen kunnen ermee inloggen"), default=True)
    adres = models.URLField(
        _("adres van de dienst"),
        help_text=_("Het adres waarachter /.well-known/openid-configuration staat."),
    )
    client_id = models.CharField(_("client-id"), max_length=191)
    versleuteld_geheim = models.TextField(editable=False)
    niveaus = models.TextField(
        _("niveaus die sterk genoeg zijn (acr)"),
        blank=True,
        help_text=_(
            "Eén per regel. Wie met een ander niveau terugkomt, komt niet binnen. Leeg: elk niveau "
            "mag, en wie in het beheer werkt doet de tweede stap dan op deze site."
        ),
    )
    persoonsclaim = models.CharField(
        _("claim die zegt wie iemand is"),
        max_length=100,
        default="sub",
        validators=[CLAIM],
        help_text=_("Nooit een burgerservicenummer. Wie daarmee terugkomt, komt niet binnen."),
    )
    groepenclaim = models.CharField(
        _("claim met groepen"),
        max_length=100,
        blank=True,
        default="groups",
        validators=[CLAIM],
        help_text=_("Met een punt ertussen voor een claim in een claim: realm_access.roles."),
    )
    domeinen = models.TextField(
        _("domeinen van e-mailadressen"),
        blank=True,
        help_text=_(
            "Eén per regel, bijvoorbeeld waterhage.nl. Alleen voor deze adressen wordt een account "
            "gemaakt of gekoppeld, en alleen als de dienst het adres heeft gecontroleerd."
        ),
    )
    maakt_accounts = models.BooleanField(
        _("maak een account bij de eerste keer"),
        default=False,
        help_text=_("Uit: alleen wie al een account heeft komt binnen."),
    )

    panels = [
        HelpPanel(template="bewoners/admin/aanmelddienst_uitleg.html"),
        MultiFieldPanel(
            [FieldPanel("site"), FieldPanel("naam"), FieldPanel("sleutel"), FieldPanel("actief")],
            _("Wat mensen zien"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("adres"),
                FieldPanel("client_id"),
                FieldPanel("geheim"),
                FieldPanel("niveaus"),
                FieldPanel("persoonsclaim"),
            ],
            _("De dienst"),
        ),
        MultiFieldPanel(
            [FieldPanel("domeinen"), FieldPanel("maakt_accounts")], _("Wie binnenkomt")
        ),
        FieldPanel("groepenclaim"),
        InlinePanel("toekenningen", heading=_("Groepen"), label=_("Groep")),
    ]

    class Meta:
        verbose_name = _("aanmelddienst")
        verbose_name_plural = _("aanmelddiensten")
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "client_id"],
                name="aanmelddienst_once_per_client",
                violation_error_message=_("Deze gemeente heeft al een dienst met dit client-id."),
            )
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """Return where somebody starts to log in with it."""
        return reverse("openid_connect_login", args=[self.sleutel])

    @property
    def geheim(self) -> str:
        """The secret that the service knows this site by; empty when it can't be read any more."""
        return secrets.decrypt(self.versleuteld_geheim) or ""

    @geheim.setter
    def geheim(self, value: str) -> None:
        self.versleuteld_geheim = secrets.encrypt(value)

    @property
    def accepted_levels(self) -> list[str]:
        return self.niveaus.split()

    @property
    def trusted_domains(self) -> list[str]:
        return [domain.lower() for domain in self.domeinen.split()]

    def trusts(self, email: str) -> bool:
        """Say whether the municipality lets this service vouch for an address."""
        return email.rpartition("@")[2].lower() in self.trusted_domains


class Groepstoekenning(models.Model):
    """Which group somebody is in because of what the service says."""

    dienst = ParentalKey(Aanmelddienst, on_delete=models.CASCADE, related_name="toekenningen")
    waarde = models.CharField(_("waarde in de claim"), max_length=191)
    groep = models.ForeignKey(
        Group, verbose_name=_("groep op deze site"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        verbose_name = _("groepstoekenning")
        verbose_name_plural = _("groepstoekenningen")
        constraints = [
            models.UniqueConstraint(
                fields=["dienst", "waarde", "groep"], name="groepstoekenning_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.waarde} → {self.groep}"


class GekregenGroep(models.Model):
    """A group that a service put somebody in, and takes them out of again."""

    dienst = models.ForeignKey(Aanmelddienst, on_delete=models.CASCADE, related_name="gegeven")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="gekregen_groepen"
    )
    groep = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("groep door een aanmelddienst")
        verbose_name_plural = _("groepen door een aanmelddienst")
        constraints = [
            models.UniqueConstraint(fields=["dienst", "user", "groep"], name="gekregen_groep_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.groep}"
