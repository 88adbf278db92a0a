"""What waits for moderators, and the texts with which a municipality answers."""
