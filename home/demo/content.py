"""The texts of the demo, as they stand in the JSON files beside this one."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
AREAS = FOLDER / "gebieden.geojson"
PICTURES = FOLDER / "pictures"
PHOTOS = FOLDER / "photos"
DOCUMENTS = FOLDER / "documents"


def read(name: str) -> Any:
    """Return the content of one file, named without its ending."""
    return json.loads((FOLDER / "content" / f"{name}.json").read_text(encoding="utf-8"))


def pictures() -> dict[str, dict[str, str]]:
    """Return file, title and description of each picture, by its key."""
    result: dict[str, dict[str, str]] = json.loads(
        (FOLDER / "pictures.json").read_text(encoding="utf-8")
    )
    return result


def photos() -> dict[str, dict[str, str]]:
    """Return file and text of each photo that came with an idea, by its key."""
    result: dict[str, dict[str, str]] = json.loads(
        (FOLDER / "photos.json").read_text(encoding="utf-8")
    )
    return result


def ideas() -> dict[str, dict[str, Any]]:
    """Return, by neighbourhood, how its page of ideas is set up and what was sent in there."""
    files = sorted((FOLDER / "content" / "ideeen").glob("*.json"))
    names = [file.stem for file in files if file.stem not in {"mensen", "gemeente"}]
    return {name: read(f"ideeen/{name}") for name in names}


def wijken() -> list[dict[str, Any]]:
    """Return the neighbourhoods, each with its news, events and pages."""
    folders = sorted((FOLDER / "content" / "wijken").iterdir())
    names = [folder.name for folder in folders if folder.is_dir()]
    return [
        read(f"wijken/{name}/wijk")
        | {part: read(f"wijken/{name}/{part}") for part in ("nieuws", "agenda", "paginas")}
        for name in names
    ]
