"""Tables of the room."""

from pursuit.domain.methods.models.method import Category, Kind, Method, MethodVersion, Stage

__all__ = ["Category", "Kind", "Method", "MethodVersion", "Stage"]
