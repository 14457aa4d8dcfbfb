"""Pages of the room catalogue."""
