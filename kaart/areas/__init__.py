"""Reading areas from what others publish: source, features, geometry, rows."""
