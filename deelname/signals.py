"""What the apps above may want to know, in the transaction in which it happens."""

from django.dispatch import Signal

# Sent with `reactie` and its `onderwerp`, which is locked, the first time that all may read it.
comment_placed = Signal()
