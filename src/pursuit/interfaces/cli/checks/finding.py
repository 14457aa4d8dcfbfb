"""Something that is not as it should be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """code: stable, for programs; message: for people."""

    code: str
    message: str
