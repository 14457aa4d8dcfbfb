"""What may become of a project, from which status."""

from collections.abc import Mapping

# outcome: the statuses it is allowed from
FROM: Mapping[str, frozenset[str]] = {
    "won": frozenset({"active", "suspended"}),
    "lost": frozenset({"active", "suspended"}),
    "abandoned": frozenset({"active", "suspended"}),
    "cancelled": frozenset({"active", "suspended"}),
    "suspended": frozenset({"active"}),
    "resumed": frozenset({"suspended"}),
    "reopened": frozenset({"won", "lost", "abandoned", "cancelled", "closed"}),
}
STATUS = {"resumed": "active", "reopened": "active"}  # otherwise the status has the outcome's own name


def allowed(outcome: str, status: str) -> bool:
    return status in FROM[outcome]


def status_after(outcome: str) -> str:
    return STATUS.get(outcome, outcome)


def probability(status: str, of_stage: int) -> int:
    """The figure of lists and sums: decided projects are certain, either way."""
    if status in ("won", "closed"):
        return 100
    return 0 if status in ("lost", "abandoned", "cancelled") else of_stage
