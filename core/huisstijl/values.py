"""What a token of each kind may say. Whatever fits no rule here never reaches a style sheet."""

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from core.huisstijl.colours import parse_colour
from core.huisstijl.problems import TokenError

NUMBER = r"-?(?:\d{1,5}(?:\.\d{1,6})?|\.\d{1,6})"
LENGTH = re.compile(rf"({NUMBER})(px|rem|em|%)?", re.ASCII)

# Pixels in one of each unit, to compare sizes with one range.
PIXELS = {"px": 1.0, "rem": 16.0, "em": 16.0}

# Fonts that the site has itself, and families that every browser knows. Others would be asked from
# somewhere else, or be missing.
OWN_FONT = '"Noto Sans Variable", "Noto Sans Fallback"'
FONTS = {
    "noto sans": OWN_FONT,
    "noto sans variable": OWN_FONT,
    "noto sans fallback": "",
    "serif": "serif",
    "sans-serif": "sans-serif",
    "monospace": "monospace",
    "system-ui": "system-ui",
    "ui-serif": "ui-serif",
    "ui-sans-serif": "ui-sans-serif",
    "ui-monospace": "ui-monospace",
    "ui-rounded": "ui-rounded",
}
FAMILY = re.compile(r"""(["']?)([\w .-]{1,60})\1""")
WEIGHTS = {
    "thin": 100,
    "light": 300,
    "regular": 400,
    "normal": 400,
    "medium": 500,
    "semibold": 600,
    "semi-bold": 600,
    "semi bold": 600,
    "bold": 700,
    "extrabold": 800,
    "extra-bold": 800,
    "black": 900,
}


class Range:
    """Lengths between two numbers of pixels, and percentages up to a limit."""

    def __init__(self, least: float, most: float, percent: float = 0) -> None:
        self.least, self.most, self.percent = least, most, percent

    def __call__(self, text: str) -> str:
        match = LENGTH.fullmatch(text)
        if match is None:
            raise TokenError(_("is geen maat, zoals 16px, 1.5rem of 2em"))
        number, unit = float(match[1]), match[2] or ""
        if not unit:
            if number:
                raise TokenError(_("mist een eenheid: px, rem of em"))
            return "0"
        if unit == "%":
            if not 0 <= number <= self.percent:
                raise TokenError(_("mag geen percentage zijn, of is te groot"))
        elif not self.least <= number * PIXELS[unit] <= self.most:
            raise TokenError(
                _("moet tussen %(least)g en %(most)g pixels zijn")
                % {"least": self.least, "most": self.most}
            )
        return f"{number:.8g}{unit}"


class OneOf:
    """A word from a list."""

    def __init__(self, *words: str) -> None:
        self.words = words

    def __call__(self, text: str) -> str:
        if text not in self.words:
            raise TokenError(
                _("moet een van deze zijn: %(words)s") % {"words": ", ".join(self.words)}
            )
        return text


def colour(text: str) -> str:
    if text == "currentcolor":
        return text
    if parse_colour(text) is None:
        raise TokenError(_("is geen kleur, zoals #0b5563, rgb(11 85 99) of hsl(190 80% 22%)"))
    return text


def weight(text: str) -> str:
    if text in WEIGHTS:
        return str(WEIGHTS[text])
    if not text.isascii() or not text.isdigit() or not 100 <= int(text[:4]) <= 900:
        raise TokenError(_("is geen dikte van letters: kies een getal van 100 tot en met 900"))
    return str(int(text))


def line_height(text: str) -> str:
    match = LENGTH.fullmatch(text)
    if match is None:
        raise TokenError(_("is geen regelhoogte, zoals 1.5 of 150%"))
    number, unit = float(match[1]), match[2] or ""
    factor = {"": 1, "%": 0.01, "em": 1, "rem": 1, "px": 1 / 16}[unit]
    if not 1 <= number * factor <= 5:
        raise TokenError(_("is te klein of te groot voor een regelhoogte"))
    # A percentage would be counted once, for the letters of the whole page.
    return f"{number * factor:.4g}" if unit in ("", "%") else f"{number:.8g}{unit}"


def fonts(text: str) -> str:
    known, strange = known_fonts(text)
    if not known and not strange:
        raise TokenError(_("is geen lettertype"))
    if not known:
        raise TokenError(
            _("is een lettertype dat de site niet heeft. Kies Noto Sans, sans-serif of serif")
        )
    return ", ".join(known)


def known_fonts(text: str) -> tuple[list[str], list[str]]:
    """Return the families of a list that the site has, as CSS writes them, and those it lacks."""
    known: list[str] = []
    strange: list[str] = []
    for part in text.split(","):
        match = FAMILY.fullmatch(part.strip())
        if match is None:
            return [], []
        family = match[2].strip().lower()
        if family not in FONTS:
            strange.append(match[2].strip())
        elif FONTS[family] and FONTS[family] not in known:
            known.append(FONTS[family])
    return known, strange


UNDERLINE = OneOf("none", "underline")

KINDS: dict[str, Callable[[str], str]] = {
    "kleur": colour,
    "lettertype": fonts,
    "gewicht": weight,
    "letterstijl": OneOf("normal", "italic"),
    "lettergrootte": Range(12, 96),
    "regelhoogte": line_height,
    "hoofdletters": OneOf("none", "uppercase", "lowercase", "capitalize"),
    "dikte": Range(0, 16),
    "randdikte": Range(2, 8),
    "onderstreping": UNDERLINE,
    "uitlijning": OneOf("start", "end", "center", "left", "right"),
    "verdeling": OneOf("start", "end", "center", "flex-start", "flex-end", "space-between"),
    "muisaanwijzer": OneOf("auto", "default", "pointer", "not-allowed", "wait", "progress"),
    "lijnsoort": OneOf("solid", "dashed", "dotted", "double"),
    "ronding": Range(0, 1000, percent=50),
    "breedte": Range(0, 1600, percent=100),
    "maat": Range(0, 320, percent=100),
}


def check(kind: str, text: str) -> str:
    """Return a value as the style sheet will have it; else raise TokenError."""
    if len(text) > 200 or not text.isprintable():
        raise TokenError(_("is te lang of heeft vreemde tekens"))
    return KINDS[kind](" ".join(text.lower().split()))
