"""What others may want to know of an idea, in the transaction in which it happens."""

from django.dispatch import Signal

# Sent with `idee`, which is locked, and `stap`.
stage_changed = Signal()
# Sent with `idee`, which is locked, and `before`: the wijk, place or theme it had.
place_changed = Signal()
