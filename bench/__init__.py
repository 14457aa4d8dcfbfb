"""Repeatable measurements: `make bench` runs them all, `python -m bench NAME` one; JSON in artefacts/bench."""
