"""Which versions of a picture there are, as its column `uitvoeringen` tells."""

from typing import Any, TypedDict

FOLDER = "uitvoeringen"
WIDTHS = (320, 480, 640, 960, 1280, 1920)
FORMATS = ("avif", "webp")
# What can be had at once where nobody wants to wait for AVIF; the worker adds that.
QUICK_FORMATS = ("webp",)
SHARE_SIZE = (1200, 630)
SHARE_NAME = "share.jpg"
# Raise it when the versions would come out different: `maak_uitvoeringen` then makes them anew.
RECIPE = 1


class Versions(TypedDict):
    """The versions that were made: `{folder}/{width}.{format}`, and one for sharing."""

    key: str
    of: str
    folder: str
    widths: list[int]
    formats: list[str]
    share: list[int]


def key_of(image: Any, formats: tuple[str, ...] = FORMATS) -> str:
    """Return what the versions depend on: other versions are needed when it changes."""
    focus = f"{image.focal_point_x},{image.focal_point_y}"
    return f"{RECIPE}|{'+'.join(formats)}|{image.file.name}|{focus}"


def versions_of(image: Any) -> Versions | None:
    """Return the versions of the file that the picture has now, or None when there are none yet.

    Those for another focal point serve until the new ones are there; those of another file do not.
    """
    versions = image.uitvoeringen
    return versions if versions and versions["of"] == image.file.name else None


def is_complete(image: Any) -> bool:
    """Say whether all versions of a picture were made as they would be made now."""
    return bool(image.uitvoeringen) and image.uitvoeringen["key"] == key_of(image)


def widths_for(width: int) -> list[int]:
    """Return the widths to make of a picture: never wider than it is."""
    fitting = [wanted for wanted in WIDTHS if wanted < width]
    return [*fitting, width] if width <= WIDTHS[-1] else list(WIDTHS)


def files_of(versions: Versions | dict[str, Any]) -> list[str]:
    """Return the names of all files of these versions."""
    if not versions:
        return []
    folder = versions["folder"]
    pictures = [f"{folder}/{w}.{kind}" for w in versions["widths"] for kind in versions["formats"]]
    return [*pictures, f"{folder}/{SHARE_NAME}"]
