"""Customers（客户）: who we sell to, the people there, what was said and promised.

Words: account, contact, affiliation, visit, commitment, relationship layer.
Stands on people and collaboration; market, projects and everything later stand on it.
"""
