"""Keeps the admin of one neighbourhood, and of one municipality, to those who work there.

Wagtail's permission policies say what somebody may change. They do not say what somebody may see:
some of Wagtail's views answer to whoever can enter the admin. What is here closes those.
"""
