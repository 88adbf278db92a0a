"""A fictional municipality with six neighbourhoods, for trying things out and for tests."""
