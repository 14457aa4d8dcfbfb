"""Tables of the room."""

from pursuit.domain.capacity.models.need import SkillNeed

__all__ = ["SkillNeed"]
