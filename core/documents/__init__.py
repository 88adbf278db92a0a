"""Documents of editors: of the kind that they say to be, and looked at for who can't see them."""
