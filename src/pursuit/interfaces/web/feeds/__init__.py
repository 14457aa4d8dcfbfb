"""Calendar feeds: one's own, with their addresses shown once; and the door calendars come to."""
