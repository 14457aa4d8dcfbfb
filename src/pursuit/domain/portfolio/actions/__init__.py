"""What of the room is recorded."""
