"""The portfolio: all projects as bars over time."""
