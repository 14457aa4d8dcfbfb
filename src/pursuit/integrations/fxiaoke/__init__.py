"""Fxiaoke (纷享销客): tables under the labels of its objects; （必填） behind a label is decoration.

Its templates are not published, so labels are what its objects are called, and the mapping screen does the rest.
Neighbours: intake.modules says what a dialect is made of, intake.dialects recognises tables by it.
"""
