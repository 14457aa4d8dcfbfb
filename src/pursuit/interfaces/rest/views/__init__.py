"""What each kind of operation does."""
