"""Errors that a person may see. Each message says what is wrong and what to do next."""


class MarkwatchError(Exception):
    """Something a person can mend; the message says how."""


class ImageError(MarkwatchError):
    """An image that cannot be read, or that is over a limit."""


class ModelError(MarkwatchError):
    """A model, or its weights, that cannot be loaded."""


class EmbedderMismatchError(MarkwatchError):
    """Embeddings of two embedders, which are never compared, met."""
