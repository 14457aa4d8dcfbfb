"""What a strategy consists of, part by part, for its pages. Callers have shown the project to be visible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.execution.models import OPEN, Task
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.fields import PRICE
from pursuit.domain.strategy.models import (
    AnalysisItem,
    Concession,
    Crossing,
    Need,
    Strategy,
    StrategyLine,
    StrategySheet,
    Theme,
)
from pursuit.domain.strategy.rules import kinds
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class NeedView:
    """A need with who said it, as far as the reader may know, and the lines that come from it."""

    row: Need
    who: str
    lines: Sequence["LineView"]

    @property
    def open(self) -> bool:
        return self.row.state != "dropped"


@dataclass(frozen=True, slots=True)
class LineView:
    """A line with what became of it. state: task, late, done, cancelled, reason, open; owner and day are the task's
    where there is one."""

    row: StrategyLine
    state: str
    task: Task | None
    owner: object
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of an analysis with its statements."""

    code: str
    label: object
    items: list[AnalysisItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CrossingView:
    """A crossing with its statements and the lines it became."""

    row: Crossing
    items: list[AnalysisItem]
    lines: Sequence[LineView]


@dataclass(frozen=True, slots=True)
class SheetView:
    """One of the six sheets. row: None as long as nothing was written; ladder: None for those who may not see it."""

    kind: str
    label: object
    row: StrategySheet | None
    lines: list[LineView]
    ladder: list[Concession] | None


def strategy_of(actor: Actor, project: Project) -> Strategy | None:
    """The strategy of a visible project, if one was begun."""
    return Strategy.objects.visible_to(actor).filter(project=project).select_related("subject").first()


def lines(actor: Actor, project: Project) -> list[LineView]:
    """All lines with the state of their tasks; two queries."""
    rows = StrategyLine.objects.visible_to(actor).filter(strategy__project=project)
    found = rows.select_related("owner", "task__subject__owner", "need", "crossing", "theme")
    today = clock.today()
    return [line_view(one, today) for one in found]


def line_view(row: StrategyLine, today: date) -> LineView:
    """What became of a line."""
    task = row.task if row.task is not None and row.task.subject.deleted_at is None else None
    if task is None:
        return LineView(row, "reason" if row.reason else "open", None, row.owner, row.due_on)
    late = task.status in OPEN and task.due_on is not None and task.due_on < today
    state = "late" if late else "task" if task.status in OPEN else str(task.status)
    return LineView(row, state, task, task.subject.owner, task.due_on)


def needs(actor: Actor, project: Project, told: Sequence[LineView]) -> list[NeedView]:
    """The archive, what must be met first."""
    rows = Need.objects.visible_to(actor).filter(strategy__project=project)
    found = list(rows.select_related("contact__subject", "product__subject", "member__contact__subject"))
    seen = access.seen_among(actor, {one.contact_id: "contact" for one in found if one.contact_id})
    chained = any(one.member_id for one in found) and chains.may_see(actor, project)
    order = {code: place for place, (code, _label) in enumerate(kinds.PRIORITIES)}
    found.sort(key=lambda one: (one.state == "dropped", order[one.priority], one.number))
    return [NeedView(one, who(one, seen, chained=chained), _from(told, need=one.pk)) for one in found]


def who(one: Need, seen: set[int], *, chained: bool) -> str:
    """Who said it, for a reader who sees these contacts, and the chain or not."""
    if chained and one.member is not None:
        return member_name(one.member)
    return one.contact.title if one.contact is not None and one.contact_id in seen else ""


def member_name(one: ChainMember) -> str:
    return one.contact.title if one.contact is not None else one.name


def cells(actor: Actor, project: Project, sheet: str) -> list[Cell]:
    """The fields of an analysis with their statements, the weightiest first."""
    rows = AnalysisItem.objects.visible_to(actor).filter(strategy__project=project, sheet=sheet)
    found = {code: Cell(code, label) for code, label in kinds.CELLS[sheet]}
    for one in rows.prefetch_related("carried"):
        found[one.cell].items.append(one)
    return list(found.values())


def counted(actor: Actor, project: Project) -> dict[str, int]:
    """How many statements each analysis has."""
    rows = AnalysisItem.objects.visible_to(actor).filter(strategy__project=project).values_list("sheet", flat=True)
    told = list(rows)
    return {code: told.count(code) for code, _label in kinds.ANALYSES}


def crossings(actor: Actor, project: Project, told: Sequence[LineView]) -> list[CrossingView]:
    """SO, ST, WO, WT."""
    rows = Crossing.objects.visible_to(actor).filter(strategy__project=project).prefetch_related("items")
    order = {code: place for place, (code, _label) in enumerate(kinds.CROSSINGS)}
    found = sorted(rows, key=lambda one: (order[one.kind], one.pk))
    return [CrossingView(one, inner_first(one.items.all()), _from(told, crossing=one.pk)) for one in found]


def inner_first(items: Iterable[AnalysisItem]) -> list[AnalysisItem]:
    """Strengths and weaknesses before opportunities and threats."""
    return sorted(items, key=lambda one: (one.cell in "ot", one.pk))


def themes(actor: Actor, project: Project) -> list[Theme]:
    """The win themes, in the order of making."""
    return list(Theme.objects.visible_to(actor).filter(strategy__project=project))


def sheets(actor: Actor, project: Project, told: Iterable[LineView]) -> list[SheetView]:
    """All six, with their lines."""
    rows = StrategySheet.objects.visible_to(actor).filter(strategy__project=project).select_related("partner__subject")
    kept = {one.kind: one for one in rows}
    by_kind: dict[str, list[LineView]] = {code: [] for code, _label in kinds.SHEETS}
    for one in told:
        by_kind[one.row.sheet].append(one)
    ladder = concessions(actor, project)
    return [
        SheetView(code, label, kept.get(code), by_kind[code], ladder if code == "price" else None)
        for code, label in kinds.SHEETS
    ]


def concessions(actor: Actor, project: Project) -> list[Concession] | None:
    """The ladder; None for those who may not see prices."""
    if not actor.may(PRICE):
        return None
    return list(Concession.objects.visible_to(actor).filter(strategy__project=project))


def _from(told: Sequence[LineView], **source: int) -> list[LineView]:
    ((name, pk),) = source.items()
    return [one for one in told if getattr(one.row, f"{name}_id") == pk]
