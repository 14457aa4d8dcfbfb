"""Pages of finance."""
