"""Which design tokens the style sheet of the site really uses, of what kind, and their defaults.

The list is `catalogue.json`; `manage.py schrijf_tokenlijst` writes it anew from the built CSS.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

FILE = Path(__file__).with_name("catalogue.json")
THEME = ".samenwijk-theme"

Scheme = Literal["licht", "donker"]

# The kind of a token follows from the end of its name; the first pattern that fits counts. A token
# that fits none is no choice of a municipality: shadows, pictures, layers, movement.
KINDS: list[tuple[str, str]] = [
    (r"samenwijk-area-fill|samenwijk-map-scale|.*max-length", ""),
    (r".*-background-image|.*-(transition|shadow|shadow-raised|z-index|scale)", ""),
    (r".*-color(-.*)?|samenwijk-(petrol|orange|brick|sage|cream)-\d+", "kleur"),
    (r"samenwijk-(area|focus)-.*", "kleur"),
    (r".*-font-family|samenwijk-font", "lettertype"),
    (r".*-font-weight", "gewicht"),
    (r".*-font-style", "letterstijl"),
    (r".*-font-size|samenwijk-size-.*", "lettergrootte"),
    (r".*-line-height", "regelhoogte"),
    (r".*-text-transform", "hoofdletters"),
    (r".*-text-decoration-thickness|.*-text-underline-offset", "dikte"),
    (r".*-text-decoration", "onderstreping"),
    (r".*-text-align", "uitlijning"),
    (r".*-justify-content", "verdeling"),
    (r".*-cursor", "muisaanwijzer"),
    (r".*-outline-style", "lijnsoort"),
    (r".*-outline-width", "randdikte"),
    (r".*-outline-offset", "dikte"),
    (r".*-border(-\w+)*-width|.*-border-size", "dikte"),
    (r".*-border-radius|samenwijk-radius.*", "ronding"),
    (r".*-(min|max)-(block|inline)-size|.*-min-size|samenwijk-(measure|width)", "breedte"),
    (r".*-(padding|margin)(-.*)?|.*-gap|.*-size|samenwijk-(space|gutter).*", "maat"),
]


class Token(NamedTuple):
    """One token that a municipality may set."""

    kind: str
    # What the site's own theme gives it, per scheme; empty when it leaves it to the component.
    licht: str
    donker: str


def kind_of(name: str) -> str:
    """Return of what kind the values of a token are, or an empty text when nobody may set it."""
    return next((kind for pattern, kind in KINDS if re.fullmatch(pattern, name)), "")


def read_css(css: str) -> dict[str, Token]:
    """Return the tokens that may be set and that a style sheet uses or defines."""
    used = set(re.findall(r"var\(\s*--([\w-]+)", css))
    defaults: dict[str, dict[str, str]] = {"licht": {}, "donker": {}}
    for condition, body in _theme_rules(css):
        if condition not in ("", "@media(prefers-color-scheme:dark)"):
            continue  # on paper, or where the visitor chose other colours
        scheme = "donker" if condition else "licht"
        for name, value in re.findall(r"--([\w-]+)\s*:\s*([^;}]+)", body):
            defaults[scheme][name] = value.strip()
    names = sorted(name for name in used | set(defaults["licht"]) if not name.startswith("_"))
    return {
        name: Token(
            kind_of(name),
            defaults["licht"].get(name, ""),
            defaults["donker"].get(name, defaults["licht"].get(name, "")),
        )
        for name in names
        if kind_of(name)
    }


def _theme_rules(css: str) -> list[tuple[str, str]]:
    """Return condition and declarations of every rule for the theme itself."""
    found = []
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    for match in re.finditer(rf"(?<![\w-]){re.escape(THEME)}\s*\{{([^{{}}]*)\}}", css):
        before = css[: match.start()]
        # The brackets that are still open at this place: of what rule is the rule a part?
        opened: list[int] = []
        for bracket in re.finditer(r"[{}]", before):
            if bracket[0] == "{":
                opened.append(bracket.start())
            elif opened:
                opened.pop()
        condition = re.split(r"[{};]", before[: opened[-1]])[-1].strip() if opened else ""
        found.append((re.sub(r"\s", "", condition), match[1]))
    return found


def as_json(tokens: dict[str, Token]) -> str:
    """Return the text of `catalogue.json`: one token per line, so that a change reads well."""
    lines = [f"  {json.dumps(name)}: {json.dumps(list(token))}" for name, token in tokens.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


@cache
def catalogue() -> dict[str, Token]:
    """Return all tokens that a municipality may set, by name without dashes in front."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: Token(*values) for name, values in found.items()}


@cache
def components() -> frozenset[str]:
    """Return the first two words of all names: `utrecht-button`, `samenwijk-color`."""
    return frozenset("-".join(name.split("-")[:2]) for name in catalogue())
