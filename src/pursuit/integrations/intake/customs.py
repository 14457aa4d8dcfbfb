"""Columns that become own fields of a record: which field each one is, made when the import begins."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from pursuit.integrations.csv_xlsx import values
from pursuit.integrations.csv_xlsx.table import Cell, Table, blank
from pursuit.integrations.csv_xlsx.values import BadValue
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import Kind, Shape, Target, get
from pursuit.integrations.intake.plan import Column, Plan, Sheet
from pursuit.kernel import customfields, customimport, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ImportBatch
from pursuit.kernel.models.data import CustomField

if TYPE_CHECKING:
    from pursuit.integrations.intake.drafts import Draft

MARK = customimport.MARK
NEW, PREFIX = "custom:", "custom."  # a field the import makes, one that is there
SHAPES: Mapping[str, Shape] = {"text": "text", "number": "number", "date": "day", "choice": "text", "flag": "flag"}
SAMPLE = 500  # rows by which the kind of a column nobody names is told
FEW = 12  # different values of a choice at most
WORD = 40  # letters of an entry
LONG = 500  # letters of a value


def key(header: str, field: str) -> str:
    """What a target of a column goes by: new fields by their column, the others by their own code."""
    return f"{NEW}{header}" if field.startswith(NEW) else field


def known(plan: Plan, tables: Iterable[Table]) -> Plan:
    """The plan with the columns that bear the name of an own field we have, where nothing else was made of them."""
    sheets = {id(sheet): sheet for sheet in plan.sheets}
    for table in tables:
        found = plan.sheet(table.name)
        if found is None:
            continue
        there = {name: one.code for one in customfields.of(found.kind) for name in (one.label, one.name)}
        left = [one for one in table.header if one in there and one not in found.columns and one not in found.id]
        more = {header: Column(field=f"{PREFIX}{there[header]}") for header in left}
        sheets[id(found)] = found.model_copy(update={"columns": {**found.columns, **more}})
    return plan.model_copy(update={"sheets": tuple(sheets.values())})


def filled(sheet: Sheet, table: Table) -> Sheet:
    """The entry with the columns nobody names, where the plan keeps them."""
    kind = get(sheet.kind)
    if sheet.rest != "custom" or kind is None or kind.model is None:
        return sheet
    left = [header for header in table.header if header not in sheet.columns and header not in sheet.id]
    cells: dict[str, list[Cell]] = {header: [] for header in left}
    for row in islice(table.rows(), SAMPLE):
        if row.fault is None:
            for header, cell in zip(table.header, row.cells, strict=False):
                if header in cells and not blank(cell):
                    cells[header].append(cell)
    more = {header: Column(field=f"{NEW}{kind_of}") for header in left if (kind_of := likely(cells[header]))}
    return sheet.model_copy(update={"columns": {**sheet.columns, **more}})


def likely(cells: Sequence[Cell]) -> str:
    """The kind of field these values would be at home in; "" where there are none, or they are too long."""
    words = {str(cell).strip() for cell in cells}
    if not words or max(map(len, words)) > LONG:
        return ""
    if all(_reads(values.flag, one) for one in cells) and not words <= {"0", "1"}:
        return "flag"
    if all(_figure(one) for one in cells):
        return "number"
    order = values.order_of(cells)
    if all(_reads(lambda one: values.day(one, order=order), one) for one in cells):
        return "date"
    short = max(map(len, words)) <= WORD
    return "choice" if short and len(words) <= FEW and len(cells) >= 2 * len(words) else "text"


def _figure(cell: Cell) -> bool:
    """A number people count with: no code with zeros in front or too many digits."""
    text = str(cell).strip()
    coded = (text.startswith("0") and text[1:2].isdigit()) or sum(letter.isdigit() for letter in text) > 15
    return not coded and _reads(values.amount, cell)


def _reads(read: Callable[[Cell], object], cell: Cell) -> bool:
    try:
        return read(cell) is not None
    except BadValue:
        return False


class Customs:
    """The own fields of one table in one import. batch: none in a dry run, which makes nothing."""

    def __init__(self, actor: Actor, batch: ImportBatch | None, kind: Kind, sheet: Sheet) -> None:
        self.actor, self.batch, self.kind = actor, batch, kind
        self.targets = dict(self._targets(sheet))
        self.fields = {target.code: target.custom for target in self.targets.values() if target.custom is not None}

    def _targets(self, sheet: Sheet) -> Iterable[tuple[str, Target]]:
        if self.kind.model is None:
            return
        there = [copy(one) for one in customfields.of(self.kind.code)]  # a dry run adds choices to its own ones only
        for header, whole in sheet.columns.items():
            for column in whole.every:
                field = None
                if column.field.startswith(NEW):
                    field = self._provided(header, column.field.removeprefix(NEW), there)
                elif column.field.startswith(PREFIX):
                    code = column.field.removeprefix(PREFIX)
                    field = next((one for one in there if one.code == code), None)
                if field is not None:
                    code = f"{PREFIX}{field.code}"
                    yield (
                        key(header, column.field),
                        Target(code, field.label, SHAPES[field.kind], extra=True, custom=field),
                    )

    def _provided(self, header: str, kind: str, there: Sequence[CustomField]) -> CustomField:
        """The field a column becomes: the one of its name, else a new one."""
        name = header[:120]
        found = next((one for one in there if name in (one.name, one.label)), None)
        if found is not None:
            return found
        if self.batch is None:
            return CustomField(subject_type=self.kind.code, code=name, name=name, kind=kind, choices=[])
        given = {"subject_type": self.kind.code, "name": name, "kind": kind}
        with transaction.atomic():
            made = customimport.provide_custom_field.run(self.actor, given)
            intake.mark(self.batch, MARK, f"{made.pk}", made.pk)
        return made

    def entries(self, drafts: "Sequence[Draft]") -> None:
        """Words a choice does not have yet become entries of it, as long as people can still choose from them."""
        for code, field in self.fields.items():
            if field.kind != "choice":
                continue
            fresh: dict[str, None] = {}
            for draft in drafts:
                word = str(draft.extra.get(code) or "")
                if not word or word in field.choices or word in fresh:
                    continue
                if len(field.choices) + len(fresh) < customimport.MOST_CHOICES:
                    fresh[word] = None
                else:
                    said = _("“%s” would have more than 100 entries: make it a text.") % field.label
                    draft.faults.append(Fault(field.label, "too_many_choices", said))
            self._add(field, list(fresh))

    def _add(self, field: CustomField, words: list[str]) -> None:
        if words and self.batch is not None:
            given = {"subject_type": self.kind.code, "name": field.name, "kind": "choice", "choices": words}
            field.choices = customimport.provide_custom_field.run(self.actor, given).choices
        else:
            field.choices = [*field.choices, *words]
