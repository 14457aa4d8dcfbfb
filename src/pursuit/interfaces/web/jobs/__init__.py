"""Background work of a person: progress and cancel."""
