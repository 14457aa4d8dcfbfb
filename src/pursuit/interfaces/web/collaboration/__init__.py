"""Pages of the room collaboration: comments on any record, following, notifications, what happened."""
