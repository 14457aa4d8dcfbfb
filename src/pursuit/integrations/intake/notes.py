"""What people wrote about records: notes, calls, meetings and follow-ups of other systems become comments."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from pursuit.domain.collaboration.actions.importing import (
    CHANGED,
    NOTE,
    correct_comments,
    import_comments,
    remove_imported,
)
from pursuit.domain.collaboration.models import Comment
from pursuit.domain.collaboration.queries import comments
from pursuit.domain.collaboration.rules import mentions
from pursuit.integrations.intake import faults
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import PARENTS
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.receipt import Counts, Receipt
from pursuit.integrations.intake.together import attempt, not_later
from pursuit.kernel import clock, imported, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ImportBatch, ImportMark

KIND = NOTE
CHUNK = 200  # notes that are taken back in one transaction
_TAG = re.compile(r"</?(?:p|div|br|span|b|i|u|strong|em|ul|ol|li|a|table|tr|td|h[1-6])\b[^<>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6])>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """One text on its way in. source_id: its own in the system it comes from; author: who is shown as its writer."""

    source_id: str
    subject: int
    text: str
    at: datetime | None
    author: int


@dataclass(slots=True)
class Notes:
    """Writes texts of one batch as comments. batch: none in a dry run. me: who imports."""

    actor: Actor
    batch: ImportBatch | None
    source: str
    me: int
    lookups: Lookups
    receipt: Receipt

    def write(self, notes: Sequence[Note]) -> dict[str, list[Fault]]:
        """One chunk, in the transaction of the caller. Returns what is wrong with those that stay out, by their ids."""
        counts = self.receipt.counts(KIND)
        known = imported.marked(self.actor, self.source, KIND, {one.source_id for one in notes})
        there = comments.imported(self.actor, known.values())
        fresh = [one for one in notes if one.source_id not in known]
        changed: list[tuple[Note, Comment]] = []
        bad: dict[str, list[Fault]] = {}
        for one in notes:
            row = there.get(known.get(one.source_id, 0))
            if row is not None and row.subject_id != one.subject:
                said = _("A note of this id, about another record, is here already.")
                bad[one.source_id] = [Fault("", "duplicate_id", said)]
            elif row is not None and row.text != mentions.tame(one.text):
                changed.append((one, row))
            elif row is not None:
                counts.unchanged += 1
            elif one.source_id in known:
                bad[one.source_id] = [Fault("", "gone", _("This record was deleted here, or you cannot see it."))]
        no = [*self._correct(changed, counts), *self._make(fresh, counts)]
        bad |= {one.source_id: list(faults.of(reason)) for one, reason in no}
        counts.rows += len(notes)
        counts.rejected += len(bad)
        return bad

    def _make(self, notes: Sequence[Note], counts: Counts) -> list[tuple[Note, Refused]]:
        if self.batch is None:
            counts.created += len(notes)
            return []
        made, no = attempt(notes, self._said)
        counts.created += len(made)
        intake.mark_all(self.batch, KIND, [(one.source_id, row.pk, {}) for one, row in made])
        return no

    def _said(self, notes: Sequence[Note]) -> list[tuple[Note, Comment]]:
        given = [
            {"subject": one.subject, "at": not_later(one.at) or clock.now(), "by": one.author, "text": one.text,
             "told_by": self.me if one.author in self.lookups.strangers else one.author}
            for one in notes
        ]  # fmt: skip
        with context(self.actor, source=self.source, batch=self.batch.pk if self.batch else None):
            rows = import_comments.run(self.actor, {"remarks": given})
        return list(zip(notes, rows, strict=True))

    def _correct(self, changed: Sequence[tuple[Note, Comment]], counts: Counts) -> list[tuple[Note, Refused]]:
        """Another text in the file: taken over, unless people here have changed the comment or taken it back."""
        free = [(one, row) for one, row in changed if row.version == 1]
        self.receipt.kept += len(changed) - len(free)
        counts.unchanged += len(changed) - len(free)
        if self.batch is None:
            counts.updated += len(free)
            return []
        done, no = attempt(free, self._corrected)
        counts.updated += len(done)
        before = {f"{self.batch.pk}:{row.pk}": row for _one, row in done}
        marked = imported.marked(self.actor, self.source, CHANGED, before.keys())  # what it was before this import
        fresh = [(key, row.pk, {"text": row.text}) for key, row in before.items() if key not in marked]
        intake.mark_all(self.batch, CHANGED, fresh)
        return [(one, reason) for (one, _row), reason in no]

    def _corrected(self, changed: Sequence[tuple[Note, Comment]]) -> Sequence[tuple[Note, Comment]]:
        given = [{"comment": row.pk, "text": one.text} for one, row in changed]
        with context(self.actor, source=self.source, batch=self.batch.pk if self.batch else None):
            correct_comments.run(self.actor, {"corrections": given})
        return changed


@dataclass(slots=True)
class NoteWriter:
    """Writes the drafts of a table of notes."""

    notes: Notes

    def write(self, drafts: Sequence[Draft]) -> list[int]:
        """One chunk, in the transaction of the caller."""
        ready: list[tuple[Draft, Note]] = []
        for draft in drafts:
            if not draft.faults and (note := self._note(draft)) is not None:
                ready.append((draft, note))
        bad = self.notes.write([note for _draft, note in ready])
        for draft, note in ready:
            draft.faults += bad.get(note.source_id, [])
        counts = self.notes.receipt.counts(KIND)
        refused = len(drafts) - len(ready)
        counts.rows += refused
        counts.rejected += refused
        return []

    def _note(self, draft: Draft) -> Note | None:
        extra = draft.extra
        about = next((name for name in PARENTS if name in draft.named), "")
        header, word = draft.named.get(about, ("", ""))
        parent, written = extra.get(about), written_text(extra, self._others(draft, about))
        if not written:
            draft.faults.append(Fault("", "missing", _("%s is missing.") % _("Content")))
        elif not about:
            draft.faults.append(Fault("", "no_parent", _("The file does not say which record this belongs to.")))
        elif not isinstance(parent, int):
            told = _("“%s”, which this belongs to, is not here: it stayed out, is not among the files, or is not the "
                     "only one of its name.")  # fmt: skip
            draft.faults.append(Fault(header, "unknown_parent", told % word[:80]))
        else:
            author, at = extra.get("author"), extra.get("created_at")
            return Note(
                draft.source_id, parent, written, at if isinstance(at, datetime) else None,
                author if isinstance(author, int) else self.notes.me,
            )  # fmt: skip
        return None

    def _others(self, draft: Draft, about: str) -> Iterable[tuple[str, str]]:
        """Further records it names by their names, which would be lost otherwise."""
        for name, (header, word) in draft.named.items():
            if name != about and word not in self.notes.lookups.records(name).by_id:
                yield header, word


def written_text(extra: dict[str, object], others: Iterable[tuple[str, str]] = ()) -> str:
    """Title, content and a line for each further column, as one text."""
    title, text = (readable(str(extra.get(name) or "")) for name in ("title", "text"))
    detail = extra.get("detail")
    lines = [*(detail if isinstance(detail, list) else []), *others] if title or text or detail else []
    parts = [title if title and not text.startswith(title) else "", text]
    return "\n".join([*filter(None, parts), *(f"{label}：{word}" for label, word in lines)])


def readable(text: str) -> str:
    """The words of a text that is written in HTML; any other text as it is."""
    if not _TAG.search(text):
        return text.strip()
    try:
        plain = html.unescape(strip_tags(_BREAK.sub("\n", text)))
    except SuspiciousOperation:  # so broken that reading it would take for ever
        return text.strip()
    return "\n".join(line for one in plain.splitlines() if (line := " ".join(one.split())))


def take_back(actor: Actor, batch: ImportBatch) -> list[str]:
    """Texts a batch changed become what they were, comments it made go. Returns the beginnings of those that stay."""
    for former in _chunks(intake.marks(actor, batch, CHANGED)):
        given = [{"comment": one.row, "text": one.data["text"]} for one in former]
        with transaction.atomic(), context(actor, source=batch.source, batch=batch.pk):
            correct_comments.run(actor, {"corrections": given})
            intake.unmark(actor, former)
    stay: list[int] = []
    for made in _chunks(intake.marks(actor, batch, KIND)):
        with transaction.atomic():
            left = set(remove_imported.run(actor, {"ids": [one.row for one in made]}))
            intake.unmark(actor, [one for one in made if one.row not in left])
        stay += left
    seen = comments.imported(actor, stay)
    return [mentions.plain(seen[pk].text, 60) if pk in seen else _("A note you cannot see") for pk in stay]


def _chunks(marks: Sequence[ImportMark]) -> Iterable[Sequence[ImportMark]]:
    return (marks[start : start + CHUNK] for start in range(0, len(marks), CHUNK))
