"""What others may want to know of an idea, in the transaction in which it happens."""

from django.dispatch import Signal

# Sent with `idee`, which is locked, `stap`, and whether it is `silent`: then nobody is mailed.
stage_changed = Signal()
# Sent with `idee`, which is locked, and `before`: `wijk_id`, `thema_id`, `lat`, `lon`, `cel` as
# they were.
place_changed = Signal()
