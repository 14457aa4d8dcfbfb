"""What every record's page shares: facts with in-place editing, look-ups, history, undo, files."""
