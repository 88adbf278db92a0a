"""The photos that people send along: taken in, kept while a form is not right, shown, removed."""

from .reading import first_photos, photos_by_key, photos_of

__all__ = ["first_photos", "photos_by_key", "photos_of"]
