"""Finding the idea into which another one is merged."""

from ideeen.models import Idee

MOST = 10
LARGEST_KEY = 2**63 - 1


def find_other(idee: Idee, words: str) -> list[Idee]:
    """Return ideas on the site of the same municipality with this number or these words.

    A number is tried first; what stands in none of the titles gives nothing.
    """
    plain = " ".join(words.replace("\0", " ").split())[:200].lstrip("#")
    if not plain:
        return []
    others = Idee.objects.listed(idee.site).exclude(pk=idee.pk).select_related("wijk")
    if plain.isdecimal() and int(plain) <= LARGEST_KEY:
        found = others.filter(pk=int(plain)).first()
        if found:
            return [found]
    for word in plain.split()[:8]:
        others = others.filter(titel__icontains=word)
    return list(others.order_by("-steun_aantal", "-pk")[:MOST])
