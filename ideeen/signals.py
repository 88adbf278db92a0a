"""What others may want to know of an idea, in the transaction in which it happens."""

from django.dispatch import Signal

# Sent with `idee`, which is locked, `stap`, and whether it is `silent`: then nobody is mailed.
stage_changed = Signal()
# Sent with `idee`, which is locked, and `before`: the wijk, place or theme it had.
place_changed = Signal()
# Sent with `idee`, which is locked, and `user`: a change of a published one waits for a moderator.
version_proposed = Signal()
# Sent with `idee`, which is locked, and whether its version that waited was `approved`.
version_decided = Signal()
