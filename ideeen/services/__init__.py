"""Writes that concern several rows."""
