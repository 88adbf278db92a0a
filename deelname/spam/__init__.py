"""Keeping spam out without asking another party, and without asking people to read odd letters.

Signs that something is spam add up to a score. A little makes no difference; more asks the browser
for a few seconds of arithmetic, or else a moderator looks first; a lot is kept apart altogether.
"""
