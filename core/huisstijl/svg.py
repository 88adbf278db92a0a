"""Rewriting an SVG drawing so that only shapes and colours are left.

A browser runs scripts in an SVG that someone opens by itself, and fetches what it refers to. So
everything is dropped but what stands on a list of what a logo needs.
"""

import re
import xml.etree.ElementTree as ET

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _

from core.huisstijl.problems import TokenError

MAX_BYTES = 200_000
MAX_ELEMENTS = 5_000
# With the copies that parts of a drawing make of others.
MAX_DRAWN = 20_000
MAX_DEPTH = 30
SVG = "{http://www.w3.org/2000/svg}"
XLINK_HREF = "{http://www.w3.org/1999/xlink}href"

_ELEMENTS = """
svg g defs symbol use title desc path rect circle ellipse line polyline polygon text tspan
linearGradient radialGradient stop clipPath mask"""
_PROPERTIES = """
fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
stroke-miterlimit stroke-dasharray stroke-dashoffset opacity color clip-path clip-rule mask
stop-color stop-opacity font-family font-size font-weight font-style text-anchor letter-spacing
display visibility dominant-baseline vector-effect"""
_ATTRIBUTES = """
id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy width height points transform viewBox
preserveAspectRatio offset gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits
maskContentUnits pathLength rotate textLength lengthAdjust"""
ELEMENTS = frozenset(SVG + name for name in _ELEMENTS.split())
PROPERTIES = frozenset(_PROPERTIES.split())
ATTRIBUTES = PROPERTIES | frozenset(_ATTRIBUTES.split())
WITH_TEXT = frozenset(SVG + name for name in ("text", "tspan", "title", "desc"))

# No brackets but those of numbers and of a colour: nothing here can fetch or run anything.
PLAIN = re.compile(r"[\w\s.,:;#%+\-'\"/]*", re.ASCII)
FUNCTION = r"(?:rgba?|hsla?|matrix|translate|scale|rotate|skewX|skewY)\([\d ,.%+\-eE]*\)"
CALL = re.compile(rf"(?:{FUNCTION}(?: ?, ?| )?)+", re.ASCII)
LOCAL = re.compile(r"url\(\s*(['\"]?)#([\w.-]+)\1\s*\)", re.ASCII)
HREF = re.compile(r"#[\w.-]+", re.ASCII)
IDENTIFIER = re.compile(r"[A-Za-z_][\w.-]{0,100}", re.ASCII)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CLASS = re.compile(r"\.([\w-]+)", re.ASCII)


def clean_svg(content: bytes) -> tuple[bytes, int, int]:
    """Return a safe SVG with its width and height; what is none raises TokenError."""
    if len(content) > MAX_BYTES:
        raise TokenError(_("Het logo is te groot. Een SVG mag hooguit 200 kB zijn."))
    try:
        root = fromstring(content, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise TokenError(_("Dit SVG-bestand heeft onderdelen die niet veilig zijn.")) from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise TokenError(_("Dit SVG-bestand is kapot of is geen SVG.")) from error
    if root.tag != f"{SVG}svg":
        raise TokenError(_("Dit SVG-bestand is kapot of is geen SVG."))
    _check_size(root)
    styles = _class_styles(root)
    _clean(root, styles)
    _check_copies(root)
    width, height = _dimensions(root)
    root.attrib.pop("x", None)
    root.attrib.pop("y", None)
    root.set("width", str(width))
    root.set("height", str(height))
    ET.register_namespace("", SVG[1:-1])
    return ET.tostring(root, encoding="utf-8", xml_declaration=False), width, height


def _check_size(root: ET.Element) -> None:
    """Refuse drawings that would cost a browser, or this program, too much."""
    level, count = [root], 0
    for _depth in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        count += len(level)
        if count > MAX_ELEMENTS:
            break
    if level:
        raise TokenError(_("Dit SVG-bestand is te ingewikkeld. Vraag om een eenvoudige versie."))


def _check_copies(root: ET.Element) -> None:
    """Refuse drawings whose parts repeat each other without end, or thousands of times."""
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    sizes: dict[ET.Element, float] = {}

    def size(element: ET.Element) -> float:
        if element not in sizes:
            # Who meets this element again below itself goes round in a circle.
            sizes[element] = float("inf")
            target = named.get(element.get("href", "")[1:]) if element.tag == f"{SVG}use" else None
            parts = [*element, *([target] if target is not None else [])]
            sizes[element] = 1 + sum(size(part) for part in parts)
        return sizes[element]

    if size(root) > MAX_DRAWN:
        raise TokenError(_("Dit SVG-bestand is te ingewikkeld. Vraag om een eenvoudige versie."))


def _class_styles(root: ET.Element) -> dict[str, dict[str, str]]:
    """Read the simple style sheets that drawing programs write: `.name{fill:#fff}`."""
    styles: dict[str, dict[str, str]] = {}
    for element in root.iter(f"{SVG}style"):
        text = re.sub(r"/\*.*?\*/", "", "".join(element.itertext()), flags=re.DOTALL)
        for selectors, declarations in RULE.findall(text):
            for selector in selectors.split(","):
                match = CLASS.fullmatch(selector.strip())
                if match:
                    styles.setdefault(match[1], {}).update(_declarations(declarations))
    return styles


def _declarations(text: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in text.split(";"))
    return {
        name.strip().lower(): value.strip()
        for name, colon, value in pairs
        if colon and name.strip().lower() in PROPERTIES
    }


def _clean(element: ET.Element, styles: dict[str, dict[str, str]]) -> None:
    """Keep of an element and all below it only what is on the lists."""
    found = list(element.attrib.items())
    for name in element.get("class", "").split():
        found += styles.get(name, {}).items()
    found += _declarations(element.get("style", "")).items()
    element.attrib.clear()
    for name, value in found:
        kept = _attribute(element, name, value)
        if kept is not None:
            element.set(*kept)
    for child in list(element):
        if child.tag in ELEMENTS:
            _clean(child, styles)
        else:
            element.remove(child)
    if element.tag not in WITH_TEXT:
        element.text = None
        for child in element:
            child.tail = None


def _attribute(element: ET.Element, name: str, value: str) -> tuple[str, str] | None:
    """Return an attribute as it may stay, or None."""
    value = " ".join(value.split())
    if name in ("href", XLINK_HREF):
        tags = (f"{SVG}use", f"{SVG}linearGradient", f"{SVG}radialGradient")
        return ("href", value) if element.tag in tags and HREF.fullmatch(value) else None
    if name == "id":
        return ("id", value) if IDENTIFIER.fullmatch(value) else None
    if name not in ATTRIBUTES:
        return None
    if local := LOCAL.fullmatch(value):
        return (name, f"url(#{local[2]})") if name in PROPERTIES else None
    return (name, value) if PLAIN.fullmatch(value) or CALL.fullmatch(value) else None


def _dimensions(root: ET.Element) -> tuple[int, int]:
    """Return width and height of a drawing, from its view box or else its own size."""
    box = re.fullmatch(
        r"-?[\d.]+[ ,]+-?[\d.]+[ ,]+(\d{1,6}(?:\.\d+)?)[ ,]+(\d{1,6}(?:\.\d+)?)",
        root.get("viewBox", ""),
    )
    sizes = [
        re.fullmatch(r"(\d{1,6}(?:\.\d+)?)(?:px)?", root.get(n, "")) for n in ("width", "height")
    ]
    if box:
        width, height = float(box[1]), float(box[2])
    elif sizes[0] and sizes[1]:
        width, height = float(sizes[0][1]), float(sizes[1][1])
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    else:
        raise TokenError(_("Dit SVG-bestand zegt niet hoe groot het is: de ‘viewBox’ mist."))
    if not (width and height) or not 1 / 20 <= width / height <= 20:
        raise TokenError(_("Dit logo is te smal of te plat."))
    # The size on the page comes from the style sheet; here only the proportion counts.
    scale = 120 / height
    return max(1, round(width * scale)), 120
