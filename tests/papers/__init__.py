"""Papers from templates."""
