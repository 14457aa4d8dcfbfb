"""What people wrote about records: notes, calls, meetings and follow-ups of other systems become comments."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

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
from pursuit.integrations.intake.drafts import Draft
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import PARENTS
from pursuit.integrations.intake.lookups import Lookups
from pursuit.integrations.intake.receipt import Counts, Receipt
from pursuit.kernel import clock, imported, intake
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.models import ImportBatch

KIND = NOTE
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

    def write(self, notes: Sequence[Note]) -> set[str]:
        """One chunk, in the transaction of the caller. Returns the ids of those that cannot be changed or seen here."""
        counts = self.receipt.counts(KIND)
        known = imported.marked(self.actor, self.source, KIND, {one.source_id for one in notes})
        there = comments.imported(self.actor, known.values())
        fresh = [one for one in notes if one.source_id not in known]
        changed: list[tuple[Note, Comment]] = []
        gone = set()
        for one in notes:
            row = there.get(known.get(one.source_id, 0))
            if row is not None and row.text != mentions.tame(one.text):
                changed.append((one, row))
            elif row is not None:
                counts.unchanged += 1
            elif one.source_id in known:
                gone.add(one.source_id)
        self._correct(changed, counts)
        self._make(fresh)
        counts.created += len(fresh)
        counts.rows += len(notes)
        counts.rejected += len(gone)
        return gone

    def _make(self, notes: Sequence[Note]) -> None:
        if self.batch is None or not notes:
            return
        now = clock.now()
        given = [
            {"subject": one.subject, "at": min(one.at or now, now), "by": one.author, "text": one.text,
             "told_by": self.me if one.author in self.lookups.strangers else one.author}
            for one in notes
        ]  # fmt: skip
        with context(self.actor, source=self.source, batch=self.batch.pk):
            rows = import_comments.run(self.actor, {"remarks": given})
        intake.mark_all(self.batch, KIND, [(one.source_id, row.pk, {}) for one, row in zip(notes, rows, strict=True)])

    def _correct(self, changed: Sequence[tuple[Note, Comment]], counts: Counts) -> None:
        """Another text in the file: taken over, unless people here have changed the comment or taken it back."""
        free = [(one, row) for one, row in changed if row.version == 1]
        self.receipt.kept += len(changed) - len(free)
        counts.unchanged += len(changed) - len(free)
        counts.updated += len(free)
        if self.batch is None or not free:
            return
        before = [(f"{self.batch.pk}:{row.pk}", row.pk, {"text": row.text}) for _one, row in free]
        given = [{"comment": row.pk, "text": one.text} for one, row in free]
        with context(self.actor, source=self.source, batch=self.batch.pk):
            correct_comments.run(self.actor, {"corrections": given})
        intake.mark_all(self.batch, CHANGED, before)


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
        gone = self.notes.write([note for _draft, note in ready])
        for draft, note in ready:
            if note.source_id in gone:
                draft.faults.append(Fault("", "gone", _("This record was deleted here, or you cannot see it.")))
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
    plain = html.unescape(strip_tags(_BREAK.sub("\n", text)))
    return "\n".join(line for one in plain.splitlines() if (line := " ".join(one.split())))


def take_back(actor: Actor, batch: ImportBatch) -> list[tuple[int, str]]:
    """Texts a batch changed become what they were, comments it made go. Returns (record, text) of those that stay."""
    former = intake.marks(actor, batch, CHANGED)
    if former:
        given = [{"comment": one.row, "text": one.data["text"]} for one in former]
        with context(actor, source=batch.source, batch=batch.pk):
            correct_comments.run(actor, {"corrections": given})
        intake.unmark(actor, former)
    made = intake.marks(actor, batch, KIND)
    stay: list[int] = []
    for start in range(0, len(made), 200):
        some = made[start : start + 200]
        left = set(remove_imported.run(actor, {"ids": [one.row for one in some]}))
        stay += left
        intake.unmark(actor, [one for one in some if one.row not in left])
    rows = comments.imported(actor, stay).values()
    return [(row.subject_id, mentions.plain(row.text, 60)) for row in rows]
