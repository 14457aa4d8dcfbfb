"""The REST door, /api/v1: made from the registry of lists and actions, so a new room appears by declaring itself.

resources (which nouns there are) → operations (method, path, right) → api (routes and OpenAPI). What every request goes
through lies in door: language, sign-in, limits, problems (RFC 9457). Nothing here writes: changes are actions.
"""
