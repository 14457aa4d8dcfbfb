"""Looking at capacity."""
