"""Tables of the room."""

from pursuit.domain.execution.models.task import OPEN, Task, TaskStatus

__all__ = ["OPEN", "Task", "TaskStatus"]
