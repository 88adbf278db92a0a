"""The residents and officials of the demo who do something with ideas."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.text import slugify

from bewoners.models import User
from core.roles import badges
from home.demo import content
from home.demo.accounts import DOMAIN
from wijkpaginas.models import WijkPage

# Who logs in as one of these works in this neighbourhood, or lives there.
OWN_WIJK = "havenkwartier"
LOGINS = ("bewoner", "moderator", "regisseur", "wijkmanager")


class People:
    """Everybody by name, with who may do what in each neighbourhood."""

    def __init__(self, wijken: dict[str, WijkPage]) -> None:
        self.wijken = wijken
        texts = content.read("ideeen/mensen")
        self.by_name: dict[str, User] = {}
        self.residents: dict[str, list[User]] = {}
        for slug, names in texts["bewoners"].items():
            self.residents[slug] = [self._resident(name, slug) for name in names]
        # By neighbourhood and role.
        self.staff: dict[tuple[str, str], User] = {}
        for values in texts["medewerkers"]:
            self._official(values)
        for login in LOGINS:
            self._login(login)
        self.badges = {
            slug: badges([user.pk for user in self.by_name.values()], wijk)
            for slug, wijk in wijken.items()
        }

    def find(self, name: str, slug: str) -> User:
        """Return somebody by name, or who has a role in a neighbourhood by that role."""
        return self.staff.get((slug, name)) or self.by_name[name]

    def role(self, user: User, slug: str) -> str:
        """Return in which role somebody writes about a neighbourhood; empty for a resident."""
        role = self.badges[slug].get(user.pk)
        return role.action if role else ""

    def _resident(self, name: str, slug: str) -> User:
        return self._account(f"{slugify(name)}@{DOMAIN}", name, self.wijken.get(slug))

    def _official(self, values: dict[str, str]) -> None:
        user = self._account(f"{values['email']}@{DOMAIN}", values["naam"], None)
        groups = []
        for slug in values["wijken"]:
            wijk = self.wijken[slug]
            self.staff[slug, values["rol"]] = user
            groups += Group.objects.filter(wijk_group__wijk=wijk, wijk_group__role=values["rol"])
        user.groups.set(groups)

    def _login(self, name: str) -> None:
        user = User.objects.get(email=f"{name}@{DOMAIN}")
        self.by_name[name] = user
        if name == "bewoner":
            user.wijk = self.wijken[OWN_WIJK]
            user.save(update_fields=["wijk"])
        else:
            self.staff.setdefault((OWN_WIJK, name), user)

    def _account(self, email: str, name: str, wijk: WijkPage | None) -> User:
        """Return an account that nobody can log in to with a password; made once."""
        user = User.objects.filter(email=email).first() or User(email=email)
        user.naam, user.wijk = name, wijk
        user.set_unusable_password()
        user.save()
        EmailAddress.objects.update_or_create(
            user=user, email=email, defaults={"verified": True, "primary": True}
        )
        self.by_name[name] = user
        return user
