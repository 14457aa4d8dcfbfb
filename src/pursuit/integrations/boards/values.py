"""Labels and own fields of a board's cards become own fields of the tasks; what people changed here since stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pursuit.integrations.boards.board import Board
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.receipt import Receipt
from pursuit.integrations.intake.customs import MARK, PREFIX, likely
from pursuit.kernel import customfields, customimport, imported, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import ImportBatch
from pursuit.kernel.models.data import CustomField

TASK = "task"
LABELS = ("标签", "Labels")  # what the field of labels may be called already
LONG = 500  # letters of a value
CHUNK = 500
DECLARED = {"text": "text", "number": "number", "date": "date", "checkbox": "flag", "list": "choice", "enum": "choice"}
Words = Mapping[int, str]  # by the number of the task


@dataclass(slots=True)
class Values:
    """fresh: tasks this import made; tasks: numbers by the card's id."""

    actor: Actor
    batch: ImportBatch
    tasks: Mapping[str, int]
    fresh: frozenset[int]
    told: Notes
    receipt: Receipt
    rows: dict[int, dict[str, object]] = field(default_factory=dict)

    def write(self, board: Board) -> None:
        labels = {one.id: one.name or one.color for one in board.labels}
        told = {
            self.tasks[card.id]: "、".join(filter(None, (labels.get(one, one) for one in card.labels)))
            for card in board.cards
            if card.id in self.tasks
        }
        self._field(LABELS, _("Labels"), told, "text")
        for one in board.fields:
            said = {
                self.tasks[card.id]: " ".join(value.text for value in card.custom if value.field == one.id)
                for card in board.cards
                if card.id in self.tasks
            }
            self._field((one.name,), one.name, said, DECLARED.get(one.kind, ""), one.options)
        self._put()

    def _field(
        self, names: Sequence[str], name: str, said: Words, kind: str, options: Sequence[str] = ()
    ) -> None:  # fmt: skip
        words = [one for one in said.values() if one]
        there = next((one for one in customfields.of(TASK) if {one.name, one.label} & set(names)), None)
        if not name or (there is None and not words):
            return
        if there is None or (there.kind == "choice" and set(words) - set(there.choices)):
            entries = dict.fromkeys([*options, *words])
            there = self._provided(name, there, _kind(kind, words, len(entries)), list(entries))
        stored = customimport.values_of(said)
        for task, text in said.items():
            self._value(there, task, text, stored.get((task, there.code)))

    def _provided(self, name: str, there: CustomField | None, kind: str, entries: Sequence[str]) -> CustomField:
        kind, name = (there.kind, there.name) if there else (kind, name[:120])
        room = customimport.MOST_CHOICES - (len(there.choices) if there else 0)
        choices = [one for one in entries if not there or one not in there.choices][: max(room, 0)]
        given = {"subject_type": TASK, "name": name, "kind": kind, "choices": choices if kind == "choice" else []}
        made = customimport.provide_custom_field.run(self.actor, given)
        if there is None:
            intake.mark(self.batch, MARK, f"{made.pk}", made.pk)
        return made

    def _value(self, one: CustomField, task: int, text: str, stored: object) -> None:
        if not text and stored is None:
            return
        counts = self.receipt.counts["values"]
        try:
            value = self._read(one, text)
        except ValueError:
            counts.rejected += 1
            self.told.add("values_unfit", f"{one.label}: {text[:40]}")
            return
        if value == stored:
            counts.unchanged += 1
            return
        if task not in self.fresh:
            last = imported.last_values(self.actor, self.batch.source, task).get(f"{PREFIX}{one.code}")
            if imported.same(last, value):
                self.receipt.kept += 1
                counts.unchanged += 1
                return
        self.rows.setdefault(task, {})[one.code] = value
        counts.updated += stored is not None
        counts.created += stored is None

    def _read(self, one: CustomField, text: str) -> object:
        if one.kind == "choice" and text and text not in one.choices:
            raise ValueError(text)
        if one.kind == "text" and len(text) > LONG:
            self.told.add("values_cut", one.label)
            text = text[:LONG]
        return customimport.read_as(one, text)

    def _put(self) -> None:
        given = [{"subject": task, "values": values} for task, values in self.rows.items()]
        for start in range(0, len(given), CHUNK):
            customimport.import_custom_values.run(self.actor, {"rows": given[start : start + CHUNK]})


def _kind(declared: str, words: Sequence[str], entries: int) -> str:
    """As the other tool declares the field, where its values fit; else as the values look."""
    if declared == "choice":
        fits = entries <= customimport.MOST_CHOICES and max(map(len, words)) <= LONG
    else:
        fits = bool(declared) and all(_reads(CustomField(kind=declared), one) for one in words)
    return declared if fits else likely(words) or "text"


def _reads(field: CustomField, text: str) -> bool:
    try:
        customimport.read_as(field, text)
    except ValueError:
        return False
    return True
