"""Colours as CSS writes them: reading them strictly, and how well one reads on another."""

import math
import re
from typing import NamedTuple

from PIL.ImageColor import colormap, getrgb

# Pillow overwrites values of its table with numbers as it draws.
NAMES = {name: "#{:02x}{:02x}{:02x}".format(*getrgb(name)[:3]) for name in colormap}

NUMBER = r"[+-]?(?:\d{1,6}(?:\.\d{1,8})?|\.\d{1,8})"
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})", re.ASCII)
FUNCTION = re.compile(r"(rgba?|hsla?|oklch)\(([^()]{1,100})\)", re.ASCII)
PART = re.compile(rf"({NUMBER})(%|deg)?", re.ASCII)


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, below: "Colour") -> "Colour":
        """Return what one sees of a see-through colour that lies on an opaque one."""
        red, green, blue = (
            top * self.alpha + under * (1 - self.alpha)
            for top, under in zip(self[:3], below[:3], strict=True)
        )
        return Colour(red, green, blue)

    def hex(self) -> str:
        return "#" + "".join(f"{round(part * 255):02x}" for part in self[:3])


TRANSPARENT = Colour(0, 0, 0, 0)


def parse_colour(text: str) -> Colour | None:
    """Return the colour that a text in lower case means, or None when it is none."""
    if text == "transparent":
        return TRANSPARENT
    text = NAMES.get(text, text)
    if HEX.fullmatch(text):
        return _from_hex(text[1:])
    function = FUNCTION.fullmatch(text)
    if function is None:
        return None
    name, inside = function.groups()
    parts = _parts(inside.strip(), commas_allowed=name != "oklch")
    if parts is None:
        return None
    convert = {"rgb": _rgb, "hsl": _hsl, "okl": _oklch}[name[:3]]
    return convert(parts)


def _from_hex(digits: str) -> Colour:
    if len(digits) <= 4:
        digits = "".join(digit * 2 for digit in digits)
    return Colour(*(int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)))


Part = tuple[float, str]


def _parts(inside: str, *, commas_allowed: bool) -> list[Part] | None:
    """Split `1 2 3 / 4` or `1, 2, 3, 4` in numbers with their units; None when it is neither."""
    if "," in inside:
        words = re.split(r" ?, ?", inside) if commas_allowed and "/" not in inside else []
    else:
        first, slash, opacity = inside.partition("/")
        words = first.split()
        if len(words) != 3:
            return None
        words += [opacity.strip()] if slash else []
    if len(words) not in (3, 4):
        return None
    found = [PART.fullmatch(word) for word in words]
    if not all(found):
        return None
    return [(float(match[1]), match[2] or "") for match in found if match]


def _alpha(parts: list[Part]) -> float | None:
    if len(parts) == 3:
        return 1.0
    value, unit = parts[3]
    value = value / 100 if unit == "%" else value
    return value if unit in ("", "%") and 0 <= value <= 1 else None


def _rgb(parts: list[Part]) -> Colour | None:
    alpha = _alpha(parts)
    units = {unit for _value, unit in parts[:3]}
    if alpha is None or len(units) > 1 or units & {"deg"}:
        return None
    scale = 100 if "%" in units else 255
    red, green, blue = (value / scale for value, _unit in parts[:3])
    if not all(0 <= value <= 1 for value in (red, green, blue)):
        return None
    return Colour(red, green, blue, alpha)


def _hsl(parts: list[Part]) -> Colour | None:
    alpha = _alpha(parts)
    (hue, hue_unit), (saturation, s_unit), (lightness, l_unit) = parts[:3]
    if alpha is None or hue_unit == "%" or (s_unit, l_unit) != ("%", "%"):
        return None
    if not (-360 <= hue <= 360 and 0 <= saturation <= 100 and 0 <= lightness <= 100):
        return None
    saturation, lightness = saturation / 100, lightness / 100
    reach = saturation * min(lightness, 1 - lightness)

    def channel(offset: int) -> float:
        turn = (offset + hue / 30) % 12
        return lightness - reach * max(-1, min(turn - 3, 9 - turn, 1))

    return Colour(channel(0), channel(8), channel(4), alpha)


def _oklch(parts: list[Part]) -> Colour | None:
    """Colours beyond what a screen shows are cut off, which is close enough to judge contrast."""
    alpha = _alpha(parts)
    (lightness, l_unit), (chroma, c_unit), (hue, hue_unit) = parts[:3]
    lightness = lightness / 100 if l_unit == "%" else lightness
    chroma = chroma * 0.004 if c_unit == "%" else chroma
    if alpha is None or "deg" in (l_unit, c_unit) or hue_unit == "%":
        return None
    if not (0 <= lightness <= 1 and 0 <= chroma <= 0.5 and -360 <= hue <= 360):
        return None
    a = chroma * math.cos(math.radians(hue))
    b = chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (_encode(min(1.0, max(0.0, part))) for part in linear)
    return Colour(red, green, blue, alpha)


def _encode(part: float) -> float:
    return float(12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055)


def _decode(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def _luminance(colour: Colour) -> float:
    red, green, blue = (_decode(part) for part in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two opaque colours as WCAG counts it: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
