"""Collaboration（协作）: what people say to each other on a record, and who hears of it.

Words: comment, mention, reaction, follow, notification, feed.
Stands on people; works on any subject, so that every later room has it without doing anything.
"""
