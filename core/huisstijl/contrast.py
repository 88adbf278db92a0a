"""Which text stands on which background, and whether people can read it."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.huisstijl.catalogue import Scheme, catalogue
from core.huisstijl.colours import Colour, contrast, parse_colour
from core.huisstijl.problems import Text

TEXT = 4.5
# Borders and signs that one has to see.
SHAPE = 3.0

WHITE = Colour(1, 1, 1)


class Pair(NamedTuple):
    """Something that has to stand out from what it lies on."""

    what: Text
    front: str
    back: str
    least: float = TEXT


def _pairs(
    what: Text, fronts: Iterable[str], backs: Iterable[str], least: float = TEXT
) -> list[Pair]:
    backs = list(backs)
    return [Pair(what, front, back, least) for front in fronts for back in backs]


def _own(*names: str) -> list[str]:
    return [f"samenwijk-color-{name}" for name in names]


SURFACES = _own("page", "surface", "tint", "sunken")
HEADER = "utrecht-page-header-background-color"
FOOTER = "utrecht-page-footer-background-color"

PAIRS: list[Pair] = [
    *_pairs(gettext_lazy("Gewone tekst"), _own("text"), SURFACES),
    *_pairs(gettext_lazy("Gewone tekst"), _own("text"), _own("info", "warning", "ok")),
    *_pairs(gettext_lazy("Rustige tekst"), _own("text-soft"), _own("page", "surface")),
    *_pairs(gettext_lazy("Koppen"), _own("heading"), SURFACES),
    *_pairs(gettext_lazy("Links"), _own("link", "link-hover"), _own("page", "surface")),
    *_pairs(gettext_lazy("Kleine opvallende tekst"), _own("accent-text"), _own("page", "surface")),
    *_pairs(gettext_lazy("Rustige knoppen"), _own("primary"), _own("page", "surface")),
    *_pairs(gettext_lazy("Knoppen"), _own("on-primary"), _own("primary", "primary-hover")),
    *_pairs(gettext_lazy("Opvallende knoppen"), _own("on-accent"), _own("accent", "accent-hover")),
    *_pairs(
        gettext_lazy("Donkere vlakken"), _own("on-deep", "on-deep-soft"), _own("deep", "panel")
    ),
    *_pairs(gettext_lazy("Pictogrammen"), _own("on-deep-accent"), _own("deep"), SHAPE),
    *_pairs(
        gettext_lazy("Bovenkant van de pagina"),
        [
            "utrecht-page-header-color",
            "samenwijk-header-link-color",
            "samenwijk-header-soft-color",
            "samenwijk-header-mark-color",
        ],
        [HEADER],
    ),
    *_pairs(
        gettext_lazy("Onderkant van de pagina"),
        ["utrecht-page-footer-color", "samenwijk-footer-soft-color"],
        [FOOTER],
    ),
    *_pairs(gettext_lazy("Pictogrammen"), ["samenwijk-footer-accent-color"], [FOOTER], SHAPE),
    *_pairs(
        gettext_lazy("Gewone tekst"),
        ["utrecht-document-color", "utrecht-paragraph-color", "utrecht-paragraph-lead-color"],
        ["utrecht-document-background-color"],
    ),
    *_pairs(
        gettext_lazy("Koppen"),
        [f"utrecht-heading-{part}color" for part in ("", "1-", "2-", "3-")],
        ["utrecht-document-background-color", *_own("surface")],
    ),
    *_pairs(
        gettext_lazy("Links"),
        [f"utrecht-link-{state}color" for state in ("", "hover-", "focus-", "active-", "visited-")],
        ["utrecht-document-background-color", *_own("surface")],
    ),
    Pair(gettext_lazy("Links"), "utrecht-link-focus-color", "utrecht-link-focus-background-color"),
    *(
        Pair(
            gettext_lazy("Knoppen"),
            f"utrecht-button-{state}color",
            f"utrecht-button-{state}background-color",
        )
        for state in ("", "hover-", "focus-", "active-", "secondary-action-")
    ),
    *_pairs(
        gettext_lazy("Kruimelpad"),
        ["utrecht-breadcrumb-nav-link-color", "utrecht-breadcrumb-nav-link-hover-color"],
        ["utrecht-document-background-color"],
    ),
    *_pairs(
        gettext_lazy("Invulvelden"),
        [
            "utrecht-form-control-color",
            "utrecht-form-control-focus-color",
            "utrecht-form-control-placeholder-color",
        ],
        ["utrecht-form-control-background-color"],
    ),
    Pair(
        gettext_lazy("Invulvelden"),
        "utrecht-form-control-border-color",
        "utrecht-document-background-color",
        SHAPE,
    ),
    Pair(gettext_lazy("Invulvelden"), "utrecht-textbox-color", "utrecht-textbox-background-color"),
    Pair(
        gettext_lazy("Namen van velden"),
        "utrecht-form-label-color",
        "utrecht-document-background-color",
    ),
    *_pairs(
        gettext_lazy("Meldingen"),
        ["utrecht-alert-color"],
        [f"utrecht-alert-{sort}-background-color" for sort in ("info", "warning", "ok")],
    ),
    *(
        Pair(
            gettext_lazy("Meldingen"),
            f"utrecht-alert-{sort}-color",
            f"utrecht-alert-{sort}-background-color",
        )
        for sort in ("info", "warning", "ok", "error")
    ),
    Pair(
        gettext_lazy("Bladeren"),
        "utrecht-pagination-relative-link-color",
        "utrecht-pagination-relative-link-background-color",
    ),
    Pair(
        gettext_lazy("Bladeren"),
        "utrecht-pagination-relative-link-hover-color",
        "utrecht-pagination-relative-link-hover-background-color",
    ),
    Pair(
        gettext_lazy("Tabellen"),
        "utrecht-table-header-cell-color",
        "utrecht-table-header-background-color",
    ),
    *_pairs(
        gettext_lazy("Bijschriften"),
        ["utrecht-figure-caption-color", "utrecht-table-caption-color"],
        ["utrecht-document-background-color"],
    ),
    Pair(
        gettext_lazy("Snelle link"), "utrecht-skip-link-color", "utrecht-skip-link-background-color"
    ),
    Pair(gettext_lazy("Kaart"), "samenwijk-area-text", "samenwijk-area-halo"),
    # The ring around what is chosen is drawn twice: one of the two stands out on any background.
    Pair(
        gettext_lazy("Rand om wat gekozen is"),
        "samenwijk-focus-inner",
        "samenwijk-focus-outer",
        SHAPE,
    ),
]


def resolver(values: dict[str, str], scheme: Scheme) -> Callable[[str], Colour | None]:
    """Return a function that says what colour a token has, with these values over our own theme."""

    def resolve(name: str) -> Colour | None:
        for _step in range(20):
            token = catalogue().get(name)
            text = values.get(name) or (getattr(token, scheme) if token else "")
            if not text.startswith("var("):
                return parse_colour(text)
            name = text[len("var(--") :].partition(")")[0].partition(",")[0].strip()
        return None

    return resolve


def unreadable(values: dict[str, str], scheme: Scheme) -> list[str]:
    """Say which colours clash, for texts that people can't read on their background.

    The same two colours are told once, at the first place where they meet.
    """
    resolve = resolver(values, scheme)
    page = resolve("samenwijk-color-page") or WHITE
    messages: dict[tuple[str, str], str] = {}
    for pair in PAIRS:
        front, back = resolve(pair.front), resolve(pair.back)
        if front is None or back is None:
            continue  # the component itself then takes the colour of what is around it
        back = back.over(page.over(WHITE))
        front = front.over(back)
        found = contrast(front, back)
        colours = (front.hex(), back.hex())
        if found < pair.least and colours not in messages:
            messages[colours] = _(
                "%(what)s: %(front)s (%(front_name)s) is slecht te zien op %(back)s "
                "(%(back_name)s). Het contrast is %(found)s en moet minstens %(least)s zijn."
            ) % {
                "what": pair.what,
                "front": front.hex(),
                "front_name": pair.front,
                "back": back.hex(),
                "back_name": pair.back,
                # Rounded down: 4.49 is not enough, and must not be shown as 4.5.
                "found": number_format(int(found * 100) / 100, 2),
                "least": number_format(pair.least, 1),
            }
    return list(messages.values())
