"""Who of us a person of another tool is: by mail address, by a name only one of us bears, by the account's name."""

from collections.abc import Mapping
from itertools import chain

from pursuit.integrations.boards.board import Person
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.intake.likeness import plain
from pursuit.integrations.intake.lookups import Lookups
from pursuit.kernel import terms

# What other tools call how pressing something is, by the codes of ours.
PRESSING: Mapping[str, tuple[str, ...]] = {
    "urgent": ("最高", "特急", "非常紧急", "紧急重要", "p0", "highest", "critical", "blocker", "immediate"),
    "high": ("较高", "重要", "p1", "major", "important"),
    "normal": ("中", "中等", "一般", "正常", "p2", "medium", "moderate"),
    "low": ("较低", "最低", "不紧急", "p3", "p4", "minor", "lowest", "trivial"),
}


def priorities() -> Mapping[str, str]:
    """Codes of ours by plain words; what our own list calls an entry counts more."""
    entries = terms.entries("priority")
    ours = {plain(word): one.code for one in entries for word in (one.name_en, one.name, one.code) if word}
    known = set(ours.values())
    words = chain.from_iterable(((word, code) for word in words) for code, words in PRESSING.items() if code in known)
    return dict(words) | ours


class Matching:
    """Names nobody bears are gathered. lookups: None for those who may not import history: they bring names only."""

    def __init__(self, lookups: Lookups | None, notes: Notes) -> None:
        self.known: Mapping[str, int] = lookups.people if lookups else {}
        self.notes = notes
        self.strangers: dict[str, str] = {}  # names by id

    def who(self, person: Person) -> int | None:
        for word in (person.email, person.name, person.username):
            if word and (found := self.known.get(plain(word))) is not None:
                return found
        self.strangers.setdefault(person.id, person.name or person.username or person.id)
        return None

    def names(self) -> list[str]:
        found = sorted(dict.fromkeys(self.strangers.values()))
        for name in found:
            self.notes.add("people_unmatched", name)
        return found
