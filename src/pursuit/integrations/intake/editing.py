"""A plan changed by hand: columns put to other fields, kinds changed, words answered; what stays keeps its answers."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from glob import escape
from typing import get_args

from django.utils.translation import gettext as _

from pursuit.domain.people.queries.people import people
from pursuit.domain.projects.models import Status
from pursuit.integrations.csv_xlsx.table import Table
from pursuit.integrations.intake.cells import ENDED
from pursuit.integrations.intake.customs import NEW, PREFIX
from pursuit.integrations.intake.faults import Question
from pursuit.integrations.intake.kinds import Kind, Target, get
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.modules import look
from pursuit.integrations.intake.plan import Column, Plan, Sheet, Unknown
from pursuit.integrations.intake.sheets import Around, Draft, of_labels
from pursuit.kernel import terms
from pursuit.kernel.actor import Actor

MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody chose for a column. unit and order: "" where nothing was said."""

    header: str
    field: str
    unit: str = ""
    order: str = ""


def suggest(table: Table, kind: str, known: Collection[str]) -> tuple[Sheet, dict[str, float]]:
    """An entry for a table of which people said what it holds."""
    draft = of_labels(look(table), Around(people=known), kind)
    if draft is None:
        return Sheet(match=escape(table.name), kind=kind), {}
    return draft.sheet(), draft.scores


def rewritten(sheet: Sheet, ids: Sequence[str], wishes: Iterable[Wish], table: Table | None) -> Sheet:
    """The entry as wished. table: needed where a column goes to another field, for the words in it."""
    columns: dict[str, Column] = {}
    draft = Draft(look(table), sheet.kind, Around()) if table is not None else None
    for wish in wishes:
        before = sheet.columns.get(wish.header)
        if before is None and not wish.field:
            continue
        if before is not None and before.field == wish.field:
            columns[wish.header] = _adjusted(before, wish)
        elif not wish.field or wish.field.startswith((NEW, PREFIX)):
            columns[wish.header] = Column(field=wish.field)
        elif draft is not None:
            draft.put(wish.header, wish.field)
            columns[wish.header] = draft.columns[wish.header]
    return sheet.model_copy(update={"id": tuple(ids), "columns": columns})


def _adjusted(column: Column, wish: Wish) -> Column:
    changes: dict[str, object] = {}
    if wish.unit:
        changes["unit"] = Decimal(wish.unit)
    if wish.order in ("ymd", "mdy", "dmy", ""):
        changes["order"] = wish.order
    return column.model_copy(update=changes)


def problem(plan: Plan) -> str:
    """Why a plan cannot be used like this; "" where it can."""
    if not plan.sheets:
        return _("Say of at least one table what it holds.")
    for sheet in plan.sheets:
        taken: dict[str, str] = {}
        kind = get(sheet.kind)
        for header, column in sheet.columns.items():
            target = kind.targets.get(column.field) if kind else None
            if (
                not column.field
                or column.unknown == "empty"
                or column.field.startswith(NEW)
                or (target and target.many)
            ):
                continue
            if column.field in taken:
                named = {"one": taken[column.field], "other": header, "field": target.label if target else column.field}
                return _("“%(one)s” and “%(other)s” would both become “%(field)s”: leave one of them out.") % named
            taken[column.field] = header
    return ""


def answered(plan: Plan, replies: Iterable[tuple[Question, str]]) -> Plan:
    """The plan with what the words of these questions mean; "" leaves the field empty."""
    given: dict[tuple[str, str], dict[str, str]] = {}
    for asked, meaning in replies:
        given.setdefault((asked.column, asked.field), {})[asked.value] = meaning
    return _each(plan, lambda header, column: (
        column.model_copy(update={"answers": {**column.answers, **given[header, column.field]}})
        if (header, column.field) in given else column
    ))  # fmt: skip


def ruled(plan: Plan, rules: Mapping[tuple[str, str], str]) -> Plan:
    """The plan with a rule for every unknown word of a column: empty, refuse, or make the person."""
    return _each(plan, lambda header, column: (
        column.model_copy(update={"unknown": rules[header, column.field]})
        if rules.get((header, column.field)) in get_args(Unknown) else column
    ))  # fmt: skip


def _each(plan: Plan, change: Callable[[str, Column], Column]) -> Plan:
    def changed(name: str, column: Column) -> Column:
        return change(name, column.model_copy(update={"also": tuple(changed(name, one) for one in column.also)}))

    sheets = [
        sheet.model_copy(update={"columns": {name: changed(name, one) for name, one in sheet.columns.items()}})
        for sheet in plan.sheets
    ]
    return plan.model_copy(update={"sheets": tuple(sheets)})


class Answers:
    """What a word may mean: the known entries of its field, for people to choose from."""

    def __init__(self, actor: Actor, plan: Plan) -> None:
        self.actor, self.plan = actor, plan
        self.lookups = Lookups(actor, plan.source, plan.persons)
        self._known: dict[str, list[tuple[str, str]]] = {}

    def of(self, asked: Question) -> list[tuple[str, str]]:
        """(what is written into the plan, label); none where it is typed."""
        place = f"{asked.column}\n{asked.field}"
        if place not in self._known:
            target = self._target(asked)
            self._known[place] = self._choices(target) if target else []
        return self._known[place]

    def person(self, asked: Question) -> bool:
        """Does the word name a person?"""
        target = self._target(asked)
        return target is not None and target.shape == "person"

    def code(self, asked: Question, word: str) -> str:
        """What is written into the plan for a suggested word."""
        target = self._target(asked)
        found = self.lookups.terms(target.about).get(plain(word)) if target and target.shape == "term" else None
        if found is None and target is not None and target.shape == "stage":
            stage = self.lookups.stage(word)
            found = stage.code if stage else None
        return found or word

    def _target(self, asked: Question) -> Target | None:
        kinds: Iterable[Kind | None] = (get(sheet.kind) for sheet in self.plan.sheets if asked.column in sheet.columns)
        return next((kind.targets[asked.field] for kind in kinds if kind and asked.field in kind.targets), None)

    def _choices(self, target: Target) -> list[tuple[str, str]]:
        match target.shape:
            case "term":
                return [(one.code, str(one.label)) for one in terms.entries(target.about)]
            case "stage":
                stages = [(one.code, str(one.label)) for one in self.lookups.stages]
                return [*stages, *((code, str(Status(code).label)) for code in ENDED)]
            case "outcome":
                return [(code, str(Status(code).label)) for code in ENDED]
            case "person":
                rows = people(self.actor).filter(is_active=True)[:MOST_PEOPLE]
                return [(one.username, str(one)) for one in rows]
            case "unit":
                return [(name, name) for name in self.lookups.units]
            case _:
                return [(code, str(label)) for code, label in target.choices]
