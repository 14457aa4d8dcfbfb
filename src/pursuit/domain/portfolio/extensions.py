"""The room declares nothing of its own: whoever sees projects and tasks sees their bars."""


def declare() -> None:
    """Called once from wiring."""
