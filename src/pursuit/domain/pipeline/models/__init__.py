"""Tables of the room."""

from pursuit.domain.pipeline.models.tally import NO_UNIT, By, ProjectTally

__all__ = ["NO_UNIT", "By", "ProjectTally"]
