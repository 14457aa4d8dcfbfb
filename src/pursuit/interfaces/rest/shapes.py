"""The type of what is not typed further: a JSON object."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
