"""A cell that is not what its column says."""

from pursuit.kernel.errors import Text


class BadValue(ValueError):
    """code: stable, for programs; message: quotes the cell and says what to write; the caller adds row and field."""

    def __init__(self, code: str, message: Text) -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
