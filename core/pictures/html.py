"""The HTML of a picture. It is drawn dozens of times on a page: no query, no template."""

from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.pictures.versions import SHARE_NAME, versions_of

# What a browser that knows no `srcset` gets: large enough for a phone, small enough for its plan.
PLAIN_WIDTH = 960


def draw_picture(  # noqa: PLR0913  # a place on a page says all of this
    image: Any,
    *,
    sizes: str,
    alt: str | None = "",
    css_class: str = "",
    eager: bool = False,
    widest: int = 10_000,
) -> SafeString:
    """Draw a picture in the widths and formats that were made, or its original before that.

    `sizes` says how wide the page shows it; `eager` is for what is in view when the page opens;
    `widest` leaves out versions that this place never needs. Where CSS crops the picture, its
    focal point stays in view.
    """
    classes = f"{css_class} {_focus_classes(image)}".strip()
    class_ = f'class="{escape(classes)}" ' if classes else ""
    moment = 'fetchpriority="high"' if eager else 'loading="lazy"'
    rest = (
        f'{class_}width="{image.width:d}" height="{image.height:d}" '
        f'alt="{escape(alt or "")}" {moment} decoding="async">'
    )
    versions = versions_of(image)
    if versions is None:
        return mark_safe(f'<img src="{escape(image.file.url)}" {rest}')  # noqa: S308
    base = escape(image.file.storage.url(versions["folder"]))
    widths = [width for width in versions["widths"] if width <= widest]
    widths = widths or versions["widths"][:1]
    plain = max((width for width in widths if width <= PLAIN_WIDTH), default=widths[0])
    slots = escape(sizes)
    source = ""
    if "avif" in versions["formats"]:
        srcset = _srcset(base, widths, "avif")
        source = f'<source type="image/avif" srcset="{srcset}" sizes="{slots}">'
    # Written by hand, as `format_html` takes three times as long; every text in it is escaped.
    return mark_safe(  # noqa: S308
        f'<picture>{source}<img src="{base}/{plain:d}.webp" '
        f'srcset="{_srcset(base, widths, "webp")}" sizes="{slots}" {rest}</picture>'
    )


def share_picture(image: Any) -> dict[str, Any] | None:
    """Return address, width and height of the version for sharing, or None when there is none."""
    versions = versions_of(image)
    if versions is None:
        return None
    width, height = versions["share"]
    url = f"{image.file.storage.url(versions['folder'])}/{SHARE_NAME}"
    return {"url": url, "width": width, "height": height}


def _srcset(base: str, widths: list[int], kind: str) -> str:
    return ", ".join([f"{base}/{width:d}.{kind} {width:d}w" for width in widths])


def _focus_classes(image: Any) -> str:
    """Return classes that name the focal point in steps of ten percent; CSP forbids a style."""
    x, y = image.focal_point_x, image.focal_point_y
    if x is None or y is None or not image.width or not image.height:
        return ""
    column = min(10, round(10 * x / image.width))
    row = min(10, round(10 * y / image.height))
    return f"sw-focus-x-{column} sw-focus-y-{row}"
