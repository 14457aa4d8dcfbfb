"""One bad file of the corpus."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Seen = Literal["reader", "values", "importer"]


@dataclass(frozen=True, slots=True)
class Bad:
    """make(folder) writes the file there. heavy: large on purpose, for those who measure."""

    name: str
    make: Callable[[Path], Path]
    exit: Literal[2, 3]
    code: str
    seen: Seen = "reader"
    heavy: bool = False

    def __str__(self) -> str:
        return self.name
