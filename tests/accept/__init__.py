"""Long checks, run by `make accept`: kill rounds, drills. Marked slow; the ordinary suite leaves them out."""
