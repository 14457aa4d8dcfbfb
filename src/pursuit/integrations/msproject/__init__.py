"""Microsoft Project XML (MSPDI) in and out: a file becomes a Plan, a Plan becomes a file; no database.

Words: an element is a tag of the file; a binding ties a dataclass to its element; what is known but not interpreted
is kept as `extra`, what is not known is counted in `unknown`, what was put right is told in `remarks`.
Neighbours: engine.schedule computes dates, the execution room stores tasks; both are fed from a Plan by others.
"""
