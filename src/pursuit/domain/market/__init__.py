"""Market（市场）: what may become business, who else wants it, and who was first.

Words: lead, assignment, competitor, registration (报备), hit (撞单), ruling.
Stands on customers; projects and everything later stand on it.
"""
