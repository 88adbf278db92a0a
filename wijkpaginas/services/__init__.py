from .beginnings import register_beginning
from .groups import (
    collections_of,
    complete_gemeente,
    give_rights_to_new_kinds,
    municipal_collection,
    settle_moved_wijk,
    site_of,
)
from .wijken import (
    add_missing_sections,
    add_published,
    complete_wijk,
    complete_wijken_of,
    create_wijk,
)

__all__ = [
    "add_missing_sections",
    "add_published",
    "collections_of",
    "complete_gemeente",
    "complete_wijk",
    "complete_wijken_of",
    "create_wijk",
    "give_rights_to_new_kinds",
    "municipal_collection",
    "register_beginning",
    "settle_moved_wijk",
    "site_of",
]
