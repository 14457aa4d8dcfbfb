"""Search by substring, in Chinese too, and by pinyin initials: own tokens, computed at write time.

Chinese: overlapping 1- and 2-grams. Latin and digits: 3-grams, and the first one and two characters of a word.
Initials: the letters among the initials of each Chinese field likewise, marked with "~". The database only intersects
tokens.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from pursuit.kernel import collecting, extensions, inserting, pinyin, searchindex
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.record import Record
from pursuit.kernel.models.search import SearchText
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.prepared import Prepared

_RUNS = re.compile(r"[0-9a-z]+|[^\W\da-z_]+")
_LETTERS = re.compile("[a-z]+")
_LONGEST = 400  # characters of one field that are indexed
NEWEST = 1000  # matches looked at together


def index(row: Record) -> None:
    """(Re)write what a record can be found by; called whenever its text changes."""
    heap = collecting.heap()
    if heap is not None:
        heap.texts.append((row, read))
        return
    text, initials, found = read(row)
    columns, line = ("subject_id", "text", "initials"), (row.subject.pk, text, initials)
    inserting.put(SearchText._meta.db_table, columns, [line], over="subject_id")
    searchindex.put(row.subject.pk, found)


def read(row: Record) -> tuple[str, str, set[str]]:
    """What a record is found by: its text, its initials, its tokens."""
    kind = extensions.subject_type(row.SUBJECT_TYPE)
    parts = [row.subject.title, *(part for part in kind.search_text(row) if part)]
    texts = [fold(part)[:_LONGEST] for part in parts if part]
    starts = [pinyin.initials(text) for text in texts if not text.isascii()]  # Latin stands in the text itself
    return "\n".join(texts), "\n".join(starts), tokens(texts, starts)


def fold(text: str) -> str:
    """One form for full- and half-width, upper and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(texts: Iterable[str], starts: Iterable[str]) -> set[str]:
    """All tokens of some texts and their initials."""
    found: set[str] = set()
    for text in texts:
        for run in _RUNS.findall(text):
            if _is_latin(run):
                found.update(_latin_grams(run))
            else:
                found.update(run, [run[at : at + 2] for at in range(len(run) - 1)])
    for start in starts:
        for run in _LETTERS.findall(start):  # who asks with a digit asks for the text itself
            found.update([f"~{gram}" for gram in _latin_grams(run)])
    return found


def _is_latin(run: str) -> bool:
    return run[0].isascii()


def _latin_grams(run: str) -> list[str]:
    return [run[:1], run[:2], *[run[at : at + 3] for at in range(len(run) - 2)]]


def wanted(query: str) -> list[list[set[str]]]:
    """What a query asks for: all of these, each in one of several ways (as text, as initials)."""
    asked: list[list[set[str]]] = []
    for run in _RUNS.findall(fold(query)[:80]):
        if _is_latin(run):
            grams = {run[at : at + 3] for at in range(len(run) - 2)} or {run}
            ways = [grams]
            if run.isalpha():
                ways.append({f"~{gram}" for gram in grams})
            asked.append(ways)
        else:
            asked.append([{run[at : at + 2] for at in range(len(run) - 1)} or {run}])
    return asked


def matching(query: str) -> QuerySet[SearchText, object] | None:
    """Ids of subjects that match, as a subquery; None when the query holds nothing to search for."""
    asked = wanted(query)
    return searchindex.find(asked) if asked else None


def subjects(actor: Actor, query: str, *, types: Iterable[str] = ()) -> QuerySet[Subject]:
    """Visible subjects that match, newest change first."""
    found = matching(query)
    rows = _of_types(Subject.objects.visible_to(actor), types)
    return rows.none() if found is None else rows.filter(pk__in=found)


@dataclass(frozen=True, slots=True)
class Hits:
    """The first of every type, newest change first, each with how many of its type there are. cut: there may be more,
    entered earlier; enough that this reader sees were found among the newer ones."""

    rows: list[tuple[Subject, int]]
    cut: bool


def hits(actor: Actor, query: str, most: int, *, types: Iterable[str] = ()) -> Hits:
    """What a reader finds. The newest entries are looked at first, NEWEST at a time, until there is enough to show: so
    a common word takes no longer than a rare one, and who sees little still finds it."""
    asked = wanted(query)
    chosen = set(types)
    by_type: dict[str, list[int]] = {}
    ids: list[int] = []
    enough = False
    while asked and not enough:
        ids = searchindex.newest(asked, NEWEST, ids[-1] if ids else None)
        for pk, kind in _VISIBLE(actor, pks=ids):
            if not chosen or kind in chosen:
                by_type.setdefault(kind, []).append(pk)
        last = len(ids) < NEWEST
        enough = last or sum(map(len, by_type.values())) >= most
    cut = bool(ids) and len(ids) == NEWEST
    shown = [pk for found in by_type.values() for pk in found[:most]]
    full = {row.pk: row for row in _FULL(pks=shown)}
    return Hits([(full[pk], len(by_type[full[pk].type])) for pk in shown], cut)


_VISIBLE = Prepared(
    lambda actor, pks: (
        Subject.objects.visible_to(actor)
        .filter(pk__in=pks.each)
        .order_by("-updated_at", "-pk")
        .values_list("pk", "type")
    )
)
_FULL = Prepared(lambda pks: Subject.objects.select_related("owner", "unit").filter(pk__in=pks.each))


def _of_types(rows: QuerySet[Subject], types: Iterable[str]) -> QuerySet[Subject]:
    codes = list(types)
    return (rows.filter(type__in=codes) if codes else rows).order_by("-updated_at", "-pk")
