"""Words of a file nobody here knows: by column, with what they may mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from pursuit.integrations.intake.editing import Answers
from pursuit.integrations.intake.faults import Question
from pursuit.integrations.intake.plan import Plan
from pursuit.kernel.actor import Actor

MOST = 60  # of one column; the rest is settled by a rule, or after these
EMPTY, OTHER = "-", "="  # leave the field empty; still open


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. near: the likeliest answers; choices: all of them, none where the answer is typed."""

    name: str
    question: Question
    near: Sequence[tuple[str, str]]
    typed: bool


@dataclass(frozen=True, slots=True)
class Column:
    """The questions of a column."""

    name: str
    header: str
    count: int
    asked: Sequence[Asked]
    choices: Sequence[tuple[str, str]]
    people: bool  # the words are names of people, who may be created


def shown(actor: Actor, plan: Plan, asked: Sequence[Question]) -> list[Column]:
    """By column, in the order they were met."""
    if not asked:
        return []
    known = Answers(actor, plan)
    found: dict[tuple[str, str], list[tuple[int, Question]]] = {}
    for place, one in enumerate(asked):
        found.setdefault((one.column, one.field), []).append((place, one))
    columns = []
    for (header, _field), group in found.items():
        choices = known.of(group[0][1])
        shown = [_asked(known, place, one, choices) for place, one in group[:MOST]]
        columns.append(Column(f"rule{group[0][0]}", header, len(group), shown, choices, known.person(group[0][1])))
    return columns


def _asked(known: Answers, place: int, one: Question, choices: Sequence[tuple[str, str]]) -> Asked:
    """Suggestions are names; what goes into the plan is the code behind one, where there is one."""
    labels = dict(choices)
    codes = [(known.code(one, word), word) for word in one.suggestions]
    return Asked(f"q{place}", one, [(code, labels.get(code, word)) for code, word in codes], typed=not choices)


def replies(post: QueryDict, asked: Sequence[Question]) -> Iterator[tuple[Question, str]]:
    """What was answered."""
    for place, one in enumerate(asked):
        said = post.get(f"q{place}", OTHER).strip() or OTHER
        if said != OTHER:
            yield one, "" if said == EMPTY else said[:200]


def rules(post: QueryDict, asked: Sequence[Question]) -> dict[tuple[str, str], str]:
    """Rules for all unknown words of a column."""
    found = {}
    for place, one in enumerate(asked):
        rule = post.get(f"rule{place}", "")
        if rule:
            found[one.column, one.field] = rule
    return found
