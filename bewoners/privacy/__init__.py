"""Taking one's own data along, and having it erased."""
