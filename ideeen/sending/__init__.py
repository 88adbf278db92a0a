"""Sending in an idea, changing it, and taking it back."""
