"""Config: settings, URL roots and the one list (wiring.py) in which every extension is registered."""
