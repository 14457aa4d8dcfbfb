"""The mapping as a form: tables with their columns, values of the file on one side, our fields on the other."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.integrations.intake.customs import NEW, PREFIX
from pursuit.integrations.intake.editing import Wish
from pursuit.integrations.intake.kinds import KINDS, Target, get
from pursuit.integrations.intake.plan import Column, Plan, Sheet
from pursuit.kernel import customfields
from pursuit.kernel.errors import Text
from pursuit.kernel.models import ImportBatch
from pursuit.kernel.models.data import CustomField

KEEP = "*"  # several columns name a row together, as they do in the plan
UNITS: tuple[tuple[str, Text], ...] = (
    ("1", gettext_lazy("plain")), ("1000", gettext_lazy("thousands")), ("10000", gettext_lazy("ten thousands")),
    ("1000000", gettext_lazy("millions")), ("100000000", gettext_lazy("hundred millions")),
)  # fmt: skip
ORDERS: tuple[tuple[str, Text], ...] = (
    ("", gettext_lazy("As the file shows")), ("ymd", gettext_lazy("Year, month, day")),
    ("mdy", gettext_lazy("Month, day, year")), ("dmy", gettext_lazy("Day, month, year")),
)  # fmt: skip
# What stands in a field of ours, so that both sides can be compared.
EXAMPLES: dict[str, tuple[Text, Text]] = {
    "text": (gettext_lazy("Text"), ""),
    "money": (gettext_lazy("Amount"), "1,234.56"),
    "day": (gettext_lazy("Day"), "2026-11-22"),
    "moment": (gettext_lazy("Moment"), "2026-11-22 14:05"),
    "whole": (gettext_lazy("Whole number"), "12"),
    "percent": (gettext_lazy("Per cent"), "35"),
    "flag": (gettext_lazy("Yes or no"), gettext_lazy("yes")),
    "term": (gettext_lazy("Entry of a list"), ""),
    "record": (gettext_lazy("Another record"), gettext_lazy("its name or id")),
    "person": (gettext_lazy("Colleague"), gettext_lazy("name, account or mail")),
    "unit": (gettext_lazy("Unit"), gettext_lazy("name or code")),
    "stage": (gettext_lazy("Stage"), gettext_lazy("a stage, won, or lost")),
    "currency": (gettext_lazy("Currency"), "CNY"),
    "outcome": (gettext_lazy("How it ended"), gettext_lazy("won or lost")),
    "status": (gettext_lazy("State"), ""),
    "choice": (gettext_lazy("Choice"), ""),
    "number": (gettext_lazy("Number"), "12.5"),
}


class Seen(TypedDict):
    """A table as the batch remembers it (preparing.described). likely: the kind of own field a column would be."""

    name: str
    file: str
    part: str
    encoding: str
    count: int
    notes: list[str]
    header: list[str]
    first: list[list[str]]
    samples: dict[str, list[str]]
    likely: dict[str, str]
    undecided: list[str]


@dataclass(frozen=True, slots=True)
class ColumnForm:
    """One column: what it holds, what it becomes. field: "" leaves it out; score: how sure a suggestion is, in %;
    customs: own fields it may become, the likeliest kind of a new one first; also: what else it becomes."""

    name: str
    header: str
    samples: Sequence[str]
    field: str
    score: int
    shape: Text
    example: Text
    unit: str | None
    order: str | None
    asks: bool
    fixed: bool
    customs: Sequence[tuple[str, str]]
    also: Sequence[str]


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table. kind: "" is not imported; choices: fields a column can become; savable: columns that hold something
    and become nothing."""

    name: str
    seen: Seen
    kind: str
    id: str
    ids: Sequence[tuple[str, str]]
    choices: Sequence[tuple[str, str]]
    columns: Sequence[ColumnForm]
    unmapped: int
    savable: int


def tables(batch: ImportBatch) -> list[Seen]:
    """What is known of the tables."""
    found: list[Seen] = batch.preparation.get("tables", [])
    return found


def forms(batch: ImportBatch, plan: Plan) -> list[TableForm]:
    """The whole form, filled from a plan."""
    scores = batch.preparation.get("scores", {})
    return [_table(place, seen, plan.sheet(seen["name"]), scores.get(seen["name"], {}))
            for place, seen in enumerate(tables(batch))]  # fmt: skip


def kinds() -> list[tuple[str, str]]:
    """What a table may hold."""
    return [("", _("Do not import")), *((kind.code, str(kind.label)) for kind in KINDS)]


def _table(place: int, seen: Seen, sheet: Sheet | None, scores: Mapping[str, float]) -> TableForm:
    kind = get(sheet.kind) if sheet else None
    ids = [(header, header) for header in seen["header"]]
    chosen = sheet.id[0] if sheet and sheet.id else ""
    if sheet is not None and len(sheet.id) > 1:
        chosen = KEEP
        ids.insert(0, (KEEP, " + ".join(sheet.id)))
    targets = kind.targets if kind else {}
    there = customfields.of(kind.code) if kind and kind.model else None
    columns = [_column(f"t{place}.c{at}", header, seen, sheet, targets, scores, there)
               for at, header in enumerate(seen["header"])] if sheet else []  # fmt: skip
    choices = [(code, f"{target.label} *" if target.required else str(target.label))
               for code, target in targets.items()]  # fmt: skip
    unmapped = sum(not one.field and not one.fixed for one in columns)
    savable = sum(not one.field and not one.fixed and bool(one.customs) and bool(one.samples) for one in columns)
    return TableForm(f"t{place}", seen, sheet.kind if sheet else "", chosen, ids, choices, columns, unmapped, savable)


def _column(
    name: str, header: str, seen: Seen, sheet: Sheet | None, targets: Mapping[str, Target],
    scores: Mapping[str, float], there: Sequence[CustomField] | None,
) -> ColumnForm:  # fmt: skip
    column = sheet.columns.get(header) if sheet else None
    field = column.field if column else ""
    target = targets.get(field)
    shape, example = EXAMPLES[target.shape] if target else (gettext_lazy("Own field") if field else "", "")
    also = [str(targets[one.field].label) for one in column.also if one.field in targets] if column else []
    dated = target is not None and target.shape in ("day", "moment")
    return ColumnForm(
        name=name,
        header=header,
        samples=seen["samples"].get(header, []),
        field=field,
        score=round(scores.get(header, 0) * 100) % 100 if field else 0,  # what is certain needs no figure
        shape=shape,
        example=example,
        unit=_unit(column) if target is not None and target.shape == "money" else None,
        order=column.order if dated and column and (column.order or not _plain(seen, header)) else None,
        asks=dated and header in seen["undecided"] and not (column and column.order),
        fixed=column is None and sheet is not None and header in sheet.id,
        customs=_customs(there, seen.get("likely", {}).get(header, "text")) if there is not None else (),
        also=also,
    )


def _customs(there: Sequence[CustomField], likely: str) -> list[tuple[str, str]]:
    """Own fields that are there, and new ones by their kind."""
    kinds = sorted(customfields.KINDS, key=lambda one: one[0] != likely)
    fresh = [(f"{NEW}{code}", _("New own field: %s") % label) for code, label in kinds]
    return [*fresh, *((f"{PREFIX}{one.code}", one.label) for one in there)]


def kept(wished: Iterable[Wish], seen: Seen, fixed: Collection[str]) -> Iterator[Wish]:
    """The choices, with an own field for every column that holds something and becomes nothing."""
    for one in wished:
        kind = seen.get("likely", {}).get(one.header)
        taken = one.field or one.header in fixed or not kind
        yield one if taken else Wish(one.header, f"{NEW}{kind}")


def _plain(seen: Seen, header: str) -> bool:
    """Do its days begin with the year, so that nobody need ask in which order they stand?"""
    found = seen["samples"].get(header, [])
    return header not in seen["undecided"] and all(one[:4].isdigit() for one in found)


def _unit(column: Column | None) -> str:
    return f"{column.unit:f}".partition(".")[0] if column else "1"


def wishes(post: QueryDict, place: int, seen: Seen) -> Iterator[Wish]:
    """What was chosen for the columns of a table."""
    for at, header in enumerate(seen["header"]):
        name = f"t{place}.c{at}"
        unit = post.get(f"{name}.unit", "")
        yield Wish(
            header=header,
            field=post.get(f"{name}.field", ""),
            unit=unit if unit in dict(UNITS) else "",
            order=post.get(f"{name}.order", ""),
        )


def ids(post: QueryDict, place: int, seen: Seen, before: Sequence[str]) -> Sequence[str]:
    """The columns that name a row."""
    chosen = post.get(f"t{place}.id", "")
    if chosen == KEEP:
        return before
    return (chosen,) if chosen in seen["header"] else ()
