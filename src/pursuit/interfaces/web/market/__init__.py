"""Pages of the room market."""
