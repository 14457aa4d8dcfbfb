"""What the Makefile calls; each is run as `python -m tools.NAME` from the project's folder."""
