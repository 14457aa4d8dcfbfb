"""Approvals: what waits for me, what I asked, one question on a page that works on a phone."""
