"""Access tokens of programs: one's own, shown once."""
