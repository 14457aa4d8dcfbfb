"""Credentials（资质库）: what the company can prove of itself.

Words: credential, kind, holder, expiry, occupation.
Stands on people and projects; bids take credentials up.
"""
