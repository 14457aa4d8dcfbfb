"""What a word in a file means here: people, units, terms, stages and records, found by their names or source ids."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pursuit.domain.methods.models import Stage
from pursuit.domain.methods.queries import methods
from pursuit.integrations.intake.likeness import plain
from pursuit.kernel import imported, pinyin, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models import Subject

CHUNK = 400
NEAR = 2000  # names that are looked through for a suggestion


@dataclass(slots=True)
class Records:
    """Records of one type the actor sees, by source id and by title. Only what a chunk names is read."""

    actor: Actor
    type: str
    source: str
    by_id: dict[str, int] = field(default_factory=dict)
    by_title: dict[str, list[int]] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    fresh: list[str] = field(default_factory=list)  # names this import brings: a dry run finds them nowhere else
    others: Mapping[str, "Records"] | None = None  # for any type: what this import brought of each

    def prime(self, words: Iterable[str]) -> None:
        """Read what these words may name, in a few statements."""
        fresh = sorted({word for word in words if word} - self.asked)
        self.asked.update(fresh)
        for start in range(0, len(fresh), CHUNK):
            some = fresh[start : start + CHUNK]
            rows = Subject.objects.visible_to(self.actor).live()
            if self.type != ANY:
                rows = rows.filter(type=self.type)
            alike = imported.alike(self.actor, self.type, self.source, some)
            seen = set(rows.filter(pk__in=set(alike.values())).values_list("pk", flat=True)) if alike else set()
            self.by_id.update((word, pk) for word, pk in alike.items() if pk in seen)
            # Said so that indexes serve: no id is empty, and a title is found by its key.
            sourced = rows.filter(source=self.source, source_id__in=some).exclude(source_id="")
            self.by_id.update(sourced.values_list("source_id", "pk"))
            titled = rows.filter(title__in=some, title_key__in=set(map(pinyin.sort_key, some)))
            for title, pk in titled.values_list("title", "pk"):
                self.by_title.setdefault(title, []).append(pk)

    def made(self, pk: int, source_id: str, title: str) -> None:
        """A record this import has just written."""
        if source_id:
            self.by_id[source_id] = pk
        if title and len(self.fresh) < NEAR:
            self.fresh.append(title)
        if title in self.asked or pk < 0:
            self.by_title.setdefault(title, []).append(pk)

    def met(self, pk: int, source_id: str) -> None:
        """A record that was here: further rows may name it by this id."""
        if source_id:
            self.by_id[source_id] = pk

    def find(self, word: str) -> int | None:
        """By source id, else by a title only one record bears."""
        if word in self.by_id:
            return self.by_id[word]
        for other in (self.others or {}).values():
            if other is not self and word in other.by_id:
                return other.by_id[word]
        found = self.by_title.get(word, [])
        return found[0] if len(found) == 1 else None

    def ambiguous(self, word: str) -> bool:
        return len(self.by_title.get(word, [])) > 1

    def titles(self) -> list[str]:
        """Names to suggest from: those of a list short enough to be looked through."""
        rows = Subject.objects.visible_to(self.actor).live().filter(type=self.type)
        stored = rows.order_by("-updated_at").values_list("title", flat=True)[:NEAR]
        return list(dict.fromkeys([*self.fresh, *stored]))


class Lookups:
    """All of them, for one actor and source. Lists that are short are read once."""

    def __init__(self, actor: Actor, source: str, persons: Mapping[str, str]) -> None:
        self.actor, self.source = actor, source
        self._records: dict[str, Records] = {}
        self.strangers: set[int] = set()  # people this import made itself: they own, but have done nothing here
        self._terms: dict[str, dict[str, str]] = {}
        self.namesakes: set[str] = set()  # names that several people bear: nobody is meant for sure
        self.people = self._people()
        for word, username in persons.items():
            if (pk := self.people.get(plain(username))) is not None:
                self.people[plain(word)] = pk
        units = imported.units(actor)
        self.root = units[0].pk if units else None
        self.units = {plain(unit.name): unit.pk for unit in reversed(units)}
        self.units |= {plain(unit.code): unit.pk for unit in units if unit.code}
        self.stages = self._stages()

    def author(self, who: object, otherwise: int) -> int:
        """Whose hand it was, if that person was here before; the trail never names somebody an undo takes away."""
        return who if isinstance(who, int) and who not in self.strangers else otherwise

    def records(self, subject_type: str) -> Records:
        if subject_type not in self._records:
            others = self._records if subject_type == ANY else None
            self._records[subject_type] = Records(self.actor, subject_type, self.source, others=others)
        return self._records[subject_type]

    def terms(self, which: str) -> dict[str, str]:
        """Code by what people may write: the code, the label in each language."""
        if which not in self._terms:
            self._terms[which] = {
                plain(word): one.code
                for one in terms.entries(which)
                for word in (one.name_en, one.name, one.code)
                if word
            }
        return self._terms[which]

    @staticmethod
    def labels(which: str) -> list[str]:
        """The names of a list in both languages, as people write them."""
        return [word for one in terms.entries(which) for word in (one.name, one.name_en) if word]

    def _people(self) -> dict[str, int]:
        """By username, mail address, and a name only one person bears."""
        found: dict[str, int] = {}
        twice: set[str] = set()
        people = imported.people(self.actor)
        for user in people:
            name = plain(user.name)
            twice |= {name} & found.keys()
            found[name] = user.pk
        for name in twice:
            del found[name]
        self.namesakes = twice
        for user in people:
            found |= {plain(word): user.pk for word in (user.username, user.email) if word}
        return found

    def _stages(self) -> list[Stage]:
        first = methods.methods(self.actor, "deal").order_by("position", "pk").first()
        version = methods.published(first) if first else None
        return methods.stages(version) if version else []

    def stage(self, word: str) -> Stage | None:
        """By code or name."""
        wanted = plain(word)
        return next(
            (one for one in self.stages if wanted in {plain(one.code), plain(one.name), plain(one.name_en)}), None
        )

    def stage_by_chance(self, percent: int) -> Stage | None:
        """The stage, open ones only, whose chance is nearest; of two the earlier."""
        rows = [one for one in self.stages if one.category == "open"]
        return min(rows, key=lambda one: (abs(one.probability - percent), one.position), default=None)
