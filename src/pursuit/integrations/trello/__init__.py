"""Trello in: the JSON export of a board becomes a Board; no database.

Trello writes times in UTC and they stay that; a card's `due` is a moment. Its file holds the last 1,000 actions only,
and comments are actions: what is missing is counted by what each card says of itself. A card's mail address is a secret
and never read. Neighbours: boards has the neutral form, its stream, its comparison of two exports.
"""
