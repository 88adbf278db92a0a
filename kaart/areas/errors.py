"""What can be wrong with a source, in one sentence for whoever started the import."""


class AreaSourceError(Exception):
    """The source cannot be used. The message is for people and ready to be shown."""
