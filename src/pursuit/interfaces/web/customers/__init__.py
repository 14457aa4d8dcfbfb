"""Pages of the room customers."""
