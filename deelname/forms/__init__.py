"""The forms with which people take part."""
