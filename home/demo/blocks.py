"""From the blocks in the texts of the demo to what a StreamField stores."""

import re
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from home.demo.media import Media
from kaart.models import Gebied

HEADING = re.compile(r"<h3>(.*?)</h3>")


class BlockBuilder:
    """Turns keys of pictures, people, documents, areas and pages into what they stand for."""

    def __init__(
        self, media: Media, areas: dict[str, Gebied], find_page: Callable[[str], int | None]
    ) -> None:
        self.media = media
        self.areas = areas
        self.find_page = find_page

    def build(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = []
        for block in blocks:
            if block["type"] == "tekst":
                result += split_headings(block["value"])
            else:
                make = getattr(self, f"_{block['type']}", None)
                value = make(block["value"]) if make else block["value"]
                result.append({"type": block["type"], "value": value})
        return result

    def _picture(self, value: dict[str, Any]) -> dict[str, Any]:
        image = self.media.pictures[value["picture"]]
        alt = value.get("alt") or image.description
        return {"image": image.pk, "alt_text": alt, "decorative": False}

    def _afbeelding(self, value: dict[str, Any]) -> dict[str, Any]:
        return {"afbeelding": self._picture(value), "bijschrift": value.get("bijschrift", "")}

    def _galerij(self, value: dict[str, Any]) -> dict[str, Any]:
        photos = items(self._afbeelding(photo) for photo in value.get("fotos", []))
        return {"titel": value.get("titel", ""), "fotos": photos}

    def _knop(self, value: dict[str, Any]) -> dict[str, Any]:
        page = value.get("page")
        return {
            "tekst": value["tekst"],
            "pagina": self.find_page(page) if page else None,
            "url": value.get("url", ""),
            "stijl": value.get("stijl", "primair"),
        }

    def _downloads(self, value: dict[str, Any]) -> dict[str, Any]:
        keys = value.get("documenten", [])
        documents = items(self.media.documents[key].pk for key in keys)
        return {"titel": value.get("titel", ""), "documenten": documents}

    def _uitklap(self, value: dict[str, Any]) -> dict[str, Any]:
        return {"titel": value.get("titel", ""), "items": items(value["items"])}

    def _stappen(self, value: dict[str, Any]) -> dict[str, Any]:
        return {"titel": value.get("titel", ""), "stappen": items(value["stappen"])}

    def _tabel(self, value: dict[str, Any]) -> dict[str, Any]:
        return {
            "table_caption": value["bijschrift"],
            "table_header_choice": "row",
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "data": [value["kop"], *value["rijen"]],
        }

    def _contactpersoon(self, value: dict[str, Any]) -> int:
        return int(self.media.people[value["persoon"]].pk)

    def _standaardtekst(self, value: dict[str, Any]) -> int:
        return int(self.media.texts[value["tekst"]].pk)

    def _video(self, value: dict[str, Any]) -> dict[str, Any]:
        rest = {name: item for name, item in value.items() if name not in {"picture", "alt"}}
        picture = {**self._picture(value), "decorative": True, "alt_text": ""}
        return {**rest, "afbeelding": picture}

    def _gebied(self, value: dict[str, Any]) -> dict[str, Any]:
        return {
            "gebied": self.areas[value["wijk"]].pk,
            "bijschrift": value.get("bijschrift", ""),
        }


def items(values: Iterable[Any]) -> list[dict[str, Any]]:
    """Return what a ListBlock stores; without an id it takes an item for a bare value."""
    return [{"type": "item", "id": str(uuid.uuid4()), "value": value} for value in values]


def split_headings(html: str) -> list[dict[str, Any]]:
    """Cut running text at its headings, which are blocks of their own."""
    parts = HEADING.split(html)
    blocks = []
    for position, part in enumerate(parts):
        if position % 2:
            blocks.append({"type": "kop", "value": {"tekst": part, "niveau": "h2"}})
        elif part.strip():
            blocks.append({"type": "tekst", "value": part})
    return blocks


def raise_headings(html: str) -> str:
    """Put the headings of an introduction right below the title of the page."""
    return html.replace("<h3>", "<h2>").replace("</h3>", "</h2>")
