"""What the room declares."""


def declare() -> None:
    """Called once from wiring."""
