"""How likely it is that a project gets to a stage."""

WHOLE = 1000


def chance(probability: int, of_stage: int, *, won: bool, there: bool, status: str) -> int:
    """Per mille. probability: percent that the project is won; of_stage: percent of those won that once stood in the
    stage; won: the stage is one of won projects; there: the project stands in it or after it.

    Whoever wins passes every stage before: P(win) = P(stage) × P(win | stage), so P(stage) = P(win) / P(win | stage).
    """
    if status in ("lost", "abandoned", "cancelled"):
        return 0
    if there or status in ("won", "closed"):
        return WHOLE
    if won or not of_stage:
        return probability * 10
    return min(WHOLE, round(WHOLE * probability / of_stage))
