"""Plan files of Microsoft Project."""
