"""Tables of the room."""

from pursuit.domain.insight.models.snapshot import ProjectSnapshot

__all__ = ["ProjectSnapshot"]
