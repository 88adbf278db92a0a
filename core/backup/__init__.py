"""One archive with the database and the media of an installation, and the way back."""
