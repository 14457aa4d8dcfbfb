"""Pure yes, no and numbers."""
