"""Boards: what task lists of other tools say, in one neutral form; no database, nothing is written anywhere.

Words: a board has projects, sections and cards; a note counts what the file cannot give; a fault is a cell that cannot
be read; `changes` compares two exports of the same board by the ids of the other tool.
Neighbours: trello, asana and tasktables read files into a Board; the execution room takes it in through its actions.
"""
