"""Types of what is not typed further: JSON, and an action of any keywords and result."""

from typing import Any, TypeAlias

from pursuit.kernel.action import Action

Json: TypeAlias = dict[str, Any]
AnyAction: TypeAlias = Action[..., Any]
