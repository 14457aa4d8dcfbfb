"""The permission matrix: every action, page and REST operation × every part of the cast, generated from the registries.

The tables (*.json) are what was reviewed; a new row or a changed outcome fails until it is reviewed and written with
`UPDATE_MATRIX=1`.
"""
