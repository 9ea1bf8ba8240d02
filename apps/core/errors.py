"""Refusals that a person can act on. Services raise them; forms, pages and the API show them, none answers 500."""


class Refused(Exception):
    """A rule of the product says no.

    message: what happened and what to do, in the reader's words.
    field: name of the input concerned, or "" for the whole.
    """

    status = 400

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Conflict(Refused):
    """Somebody else changed it first, or its state does not allow it (HTTP 409)."""

    status = 409


class Stale(Conflict):
    """Somebody else changed the row since the person saw it; nothing was written.

    version: of the row as it is now. Whoever has read the refusal may save again with it.
    """

    def __init__(self, message: str, *, version: int, field: str = "") -> None:
        super().__init__(message, field=field)
        self.version = version
