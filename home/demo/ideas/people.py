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
        officials = texts["medewerkers"]
        homes = {name: slug for slug, names in texts["bewoners"].items() for name in names}
        addresses = {name: slugify(name) for name in homes}
        addresses |= {values["naam"]: values["email"] for values in officials}
        self.by_name = _accounts(
            {f"{address}@{DOMAIN}": name for name, address in addresses.items()},
            {name: wijken.get(slug) for name, slug in homes.items()},
        )
        self.residents = {
            slug: [self.by_name[name] for name in names]
            for slug, names in texts["bewoners"].items()
        }
        # By neighbourhood and role.
        self.staff: dict[tuple[str, str], User] = {}
        for values in officials:
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

    def _official(self, values: dict[str, str]) -> None:
        user = self.by_name[values["naam"]]
        groups: list[Group] = []
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


def _accounts(names: dict[str, str], homes: dict[str, WijkPage | None]) -> dict[str, User]:
    """Return accounts by name, made once for each address; nobody has a password for them."""
    known = User.objects.filter(email__in=names).in_bulk(field_name="email")
    users = []
    for email, name in names.items():
        user = known.get(email) or User(email=email)
        user.naam, user.wijk = name, homes.get(name)
        user.set_unusable_password()
        users.append(user)
    User.objects.bulk_create(user for user in users if user.pk is None)
    User.objects.bulk_update(known.values(), ["naam", "wijk", "password"])
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=u, email=u.email, verified=True, primary=True) for u in users],
        ignore_conflicts=True,
    )
    return {user.naam: user for user in users}
