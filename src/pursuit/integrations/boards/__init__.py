"""Boards: what task lists of other tools say, in one neutral form, and how that comes into a project.

Words: a board has projects, sections and cards; a note counts what the file cannot give; a fault is a cell that cannot
be read; `changes` compares two exports of the same board by the ids of the other tool; `bringing` writes one, through
the actions of the rooms.
Neighbours: trello, asana and tasktables read files into a Board, without a database; intake has the books of imports.
"""
