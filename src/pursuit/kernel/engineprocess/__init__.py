"""The process that computes: web and worker ask it over a local socket, so that neither loads a compiler.

It starts with the first question, serves all processes of the installation, and leaves when nobody has asked for ten
minutes or whoever started it is gone. Questions are functions of `pursuit.engine` by name (house.md §8).
"""
