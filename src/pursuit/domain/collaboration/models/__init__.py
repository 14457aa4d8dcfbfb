"""Tables of the room."""

from pursuit.domain.collaboration.models.comment import Comment, Mention, Reaction
from pursuit.domain.collaboration.models.notification import Follow, Notice, Notification

__all__ = ["Comment", "Follow", "Mention", "Notice", "Notification", "Reaction"]
