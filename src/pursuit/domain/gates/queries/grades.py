"""The grade that the scorecard and the amount propose."""

from pursuit.domain.gates.models import Sheet
from pursuit.domain.gates.queries.ground import marks
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.gates.rules.scorecards import Grading, Mark, by_amount, grading
from pursuit.domain.projects.models import Project

AMOUNT_WEIGHT = 30  # of the amount, beside the criteria


def proposed(project: Project) -> Grading:
    """With the amount as a criterion of its own, where it is known."""
    found = marks(project, Sheet.GRADE)
    value = by_amount(project.amount_base, house_rules().grade_from)
    if not any(one.value is not None for one in found):
        return grading(found)
    return grading([Mark(AMOUNT_WEIGHT, value), *found])
