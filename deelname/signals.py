"""What the apps above may want to know, in the transaction in which it happens."""

from django.dispatch import Signal

# Sent with `reactie` and its `onderwerp`, which is locked, the first time that all may read it.
comment_placed = Signal()
# Sent with `reactie` of the municipality, `onderwerp`, both locked, and the `gebeurtenis` that says
# what was changed, when its writer wants those who follow it to know.
comment_changed = Signal()
# Sent with `reactie`, locked, that a moderator placed or hid, the `toelichting` for its writer, and
# whether an objection was `granted` by that.
comment_judged = Signal()
# Sent with `reactie`, locked, that stays hidden after an objection, and the `toelichting` why.
objection_refused = Signal()
