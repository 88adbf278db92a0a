"""The blocks that editors compose a page from, as far as they need no other app."""

from .children import OnderliggendBlock
from .documents import DownloadsBlock
from .media import AfbeeldingBlock, GalerijBlock, VideoBlock
from .privacy import BewaartermijnenBlock
from .structure import KaderBlock, StappenBlock, TabelBlock, UitklapBlock
from .text import CitaatBlock, KnopBlock, KopBlock, TekstBlock

__all__ = [
    "AfbeeldingBlock",
    "BewaartermijnenBlock",
    "CitaatBlock",
    "DownloadsBlock",
    "GalerijBlock",
    "KaderBlock",
    "KnopBlock",
    "KopBlock",
    "OnderliggendBlock",
    "StappenBlock",
    "TabelBlock",
    "TekstBlock",
    "UitklapBlock",
    "VideoBlock",
]
