"""Pages with small forms, with which people take part."""
