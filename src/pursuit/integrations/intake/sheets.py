"""A table becomes an entry of a plan: by what its system is known to write, or by what labels and values look like."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from glob import escape

from pursuit.integrations.csv_xlsx.units import unit_of
from pursuit.integrations.intake import fits, labels
from pursuit.integrations.intake.aliases import FILES, IDS, IDS_OF, MARKS, ROW_NUMBERS
from pursuit.integrations.intake.kinds import BY_NAME, HANGING, KINDS, PARENTS, Target
from pursuit.integrations.intake.labels import Match
from pursuit.integrations.intake.modules import Look, Module, Ref, answers, key
from pursuit.integrations.intake.plan import Column, Sheet, Unknown
from pursuit.integrations.intake.vocabulary import WORDS

SURE = 0.95  # a label that a known system does not use is read only where it is one of ours
TITLES = ("title", "name", "last_name", "first_name")
# What stands in where no column is the title.
STAND_IN = {"lead": ("company", "contact_name")}
BETWEEN = ";"  # several ids in one cell
WAN = 10_000
EVERYWHERE = ("owner", "unit", "created_at", "created_by", "updated_at")
HINT, MARK = 1.5, 0.5  # what a table's name and a telling label add to the fields that were found
LEAST_FIELDS = 2  # a table with fewer is none of ours


@dataclass(frozen=True, slots=True)
class Around:
    """What the other tables say. kinds: those that come along with their ids; persons: people by an id of theirs are
    explained; person_ids: keys of columns with such ids; people: names known here (likeness.plain)."""

    kinds: frozenset[str] = frozenset()
    persons: bool = False
    person_ids: frozenset[str] = frozenset()
    people: Collection[str] = ()


@dataclass(slots=True)
class Draft:
    """An entry in the making."""

    look: Look
    kind: str
    around: Around
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    id: tuple[str, ...] = ()
    columns: dict[str, Column] = field(default_factory=dict)
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def targets(self) -> Mapping[str, Target]:
        return next(one for one in KINDS if one.code == self.kind).targets

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns.values()}

    @property
    def unmapped(self) -> list[str]:
        """Headers nothing is made of, and nobody said that this is as it should be."""
        return [header for header in self.look.table.header if header not in self.columns and header not in self.id]

    @property
    def several(self) -> bool:
        """Do cells of a look-up name several records?"""
        return any(one.split and not self.targets[one.field].many for one in self.columns.values() if one.field)

    @property
    def perhaps_in_wan(self) -> list[str]:
        """Columns of amounts under Chinese labels that name no unit, and too small to be in full yuan."""
        return [
            header
            for header, column in self.columns.items()
            if column.field == "amount" and column.unit == 1 and not column.currency and not header.isascii()
            and "元" not in header and fits.all_below(self.look.values[header], WAN)
        ]  # fmt: skip

    def put(self, header: str, name: str, score: float = 1.0, *, quiet: bool = False) -> None:
        """Read a column into a field. quiet: what is not found there is not asked about."""
        target = self.targets[name]
        said = labels.label(header)
        money = target.shape == "money"
        plain = self.kind in BY_NAME and said.unit == 1
        unit = unit_of(header, self.look.table.unit) if plain else said.unit
        self.columns[header] = Column(
            field=name,
            answers=self._answers(header, target),
            unknown=self._unknown(target, quiet=quiet),
            unit=unit if money else 1,
            currency=said.currency if money else "",
            split=self._between(header, target),
        )
        self.scores[header] = score

    def _unknown(self, target: Target, *, quiet: bool) -> Unknown:
        """What becomes of words that are not known. A ledger is often the first that names a customer."""
        if quiet or (self.kind in HANGING and target.shape == "record"):
            return "empty"
        return "create" if self.kind in BY_NAME and target.about == "account" and target.required else "ask"

    def _between(self, header: str, target: Target) -> str:
        """What stands between several records of one cell."""
        if target.shape != "record":
            return ""
        words = self.look.words(header)
        marks = (BETWEEN, *(("、", "，", ",") if target.many else ()))
        return next((mark for mark in marks if any(mark in word for word in words)), "")

    def add(self, header: str, name: str, words: Mapping[str, str]) -> None:
        """What a column becomes besides: only words that are known count."""
        column = self.columns[header]
        known = answers(words, self.look.words(header))
        more = Column(field=name, answers=known, unknown="empty")
        self.columns[header] = column.model_copy(update={"also": (*column.also, more)})

    def drop(self, header: str) -> None:
        """Known and not needed."""
        self.columns[header] = Column(field="")

    def sheet(self) -> Sheet:
        """The entry, its columns in the order of the table."""
        columns = {header: self.columns[header] for header in self.look.table.header if header in self.columns}
        return Sheet(match=escape(self.look.table.name), kind=self.kind, id=self.id, columns=columns)

    def _answers(self, header: str, target: Target) -> dict[str, str]:
        seen = self.look.words(header)
        if target.shape not in ("term", "stage", "outcome", "status", "choice", "currency"):
            return {}
        own = answers(self.words.get(target.code, {}), seen)
        rest = [word for word in seen if word not in own]
        return own | answers(WORDS.get(target.about or target.code, {}), rest, whole=False)


def of_module(look: Look, module: Module, around: Around) -> Draft:
    """By what a system is known to write; custom columns with a label of ours are read too."""
    draft = Draft(look, module.kind, around, module.answers)
    found = look.find(module.ids) or next(
        (header for code in module.codes if (header := look.find((code,))) and look.distinct(header)), None
    )
    draft.id = (found,) if found else ()
    for name, names in module.fields.items():
        header = _best(look, [one for one in names if around.persons or key(one) not in around.person_ids])
        if header is not None and name in draft.targets and header not in {*draft.columns, *draft.id}:
            draft.put(header, name)
    if "title" in draft.fields and "last_name" in draft.fields:  # a name in two parts is put together as is usual here
        draft.drop(next(header for header, column in draft.columns.items() if column.field == "title"))
    _read_more(draft, module)
    for name, ref in module.refs.items():
        _refer(draft, name, ref)
    for name in module.drop:
        if (header := look.find((name,))) and header not in {*draft.columns, *draft.id}:
            draft.drop(header)
    rest = {header for header in draft.unmapped if key(header) not in module.known}
    _fill(draft, rest)
    _entitle(draft)
    return draft


def _read_more(draft: Draft, module: Module) -> None:
    """Second columns of a field, further fields of a column, and lines of a note."""
    look = draft.look
    for name, names in module.quiet.items():
        for header in (found for one in names if (found := look.find((one,)))):
            if header not in {*draft.columns, *draft.id}:
                draft.put(header, name, quiet=True)
    for name, more in module.also.items():
        for header in [one for one, column in draft.columns.items() if column.field == name][:1]:
            for other, words in more.items():
                draft.add(header, other, words)
    for header in (found for one in module.details if (found := look.find((one,)))):
        if header not in {*draft.columns, *draft.id} and look.values[header]:
            draft.put(header, "detail")


def _best(look: Look, names: Collection[str]) -> str | None:
    """The first of the columns that holds something, else the first that is there."""
    there = [header for name in names if (header := look.find((name,)))]
    return next((header for header in there if look.values[header]), there[0] if there else None)


def _refer(draft: Draft, name: str, ref: Ref) -> None:
    """Ids where they can be resolved for sure; otherwise the name, and the id where it happens to be known."""
    if name not in draft.targets:
        return
    look, about = draft.look, draft.targets[name].about
    by_id = _best(look, [one for one in ref.ids if look.find((one,)) not in draft.id])
    by_name = _best(look, ref.names)
    if by_name in {*draft.columns, *draft.id}:
        by_name = None
    if draft.kind in HANGING:  # it stays out where its record is not here: nothing is asked word by word
        if by_id or by_name:
            draft.put(by_id or by_name or "", name, quiet=True)
        if by_id and by_name:
            draft.drop(by_name)
        return
    if by_id and (by_name is None or about == "any" or about in draft.around.kinds):
        draft.put(by_id, name)
        if by_name:
            draft.drop(by_name)
        return
    if by_name:
        draft.put(by_name, name)
    if by_id:
        draft.put(by_id, name, quiet=True)


def _fill(draft: Draft, headers: Collection[str]) -> None:
    """Columns of no known label: where they carry one of ours; for a title that is missing, where it is alike."""
    titled = draft.fields & set(TITLES)
    matches = labels.assign(draft.look, draft.kind, draft.around.people, but=draft.fields, headers=headers)
    for one in matches:
        if one.score >= SURE or (one.field == "title" and not titled):
            draft.put(one.header, one.field, one.score)


def _entitle(draft: Draft) -> None:
    """Every record has a title: where no column gives one, what tells the row apart does."""
    if draft.fields & set(TITLES):
        return
    by_field = {column.field: header for header, column in draft.columns.items()}
    stands = next((by_field[name] for name in STAND_IN.get(draft.kind, ()) if name in by_field), None)
    if stands is None and draft.kind in ("project", "task") and draft.id:
        stands = draft.id[0]
    if stands is not None:
        draft.put(stands, "title", labels.ENOUGH)


def of_labels(look: Look, around: Around, kind: str = "") -> Draft | None:
    """By what labels and values look like; None where the table is like nothing here. kind: when somebody said so."""
    if kind:
        return _like(look, around, kind)
    tried = [draft for code in ALL if _convincing(draft := _like(look, around, code))]
    return max(tried, key=_rank, default=None)


ALL = tuple(kind.code for kind in KINDS if kind.code not in BY_NAME)  # ledgers have telling labels


def _like(look: Look, around: Around, kind: str) -> Draft:
    draft = Draft(look, kind, around)
    found = _identity(look, kind)
    draft.id = (found,) if found else ()
    for label in ROW_NUMBERS:
        if (header := look.find((label,))) and header not in draft.id:
            draft.drop(header)
    rest = [header for header in look.table.header if header not in {*draft.id, *draft.columns}]
    matches: list[Match] = labels.assign(look, kind, around.people, headers=rest)
    for one in matches:
        draft.put(one.header, one.field, one.score)
    if {"title", "last_name"} <= draft.fields:
        del draft.columns[next(header for header, column in draft.columns.items() if column.field == "title")]
    _entitle(draft)
    return draft


def _convincing(draft: Draft) -> bool:
    """Is it enough to take the table for one of this kind, when nobody said so? People get accounts: not on a hunch."""
    look, kind = draft.look, draft.kind
    told = len({column.field for header, column in draft.columns.items() if header not in draft.id} - {""})
    if kind == "seat":
        return False
    if kind == "note":  # many tables have a column of remarks
        return "text" in draft.fields and bool(draft.fields & set(PARENTS)) and bool(_marks(look, kind))
    few = told < LEAST_FIELDS and not (told and (_hint(look, kind) or len(look.table.header) <= LEAST_FIELDS))
    hunch = kind == "person" and not _hint(look, kind) + _marks(look, kind)
    return bool(draft.fields & set(TITLES)) and not few and not hunch


def _identity(look: Look, kind: str) -> str | None:
    """A column that names the rows: by its label, and because no value is missing or comes twice."""
    for label in (*IDS_OF.get(kind, ()), *IDS):
        header = look.find((label,))
        if header is not None and look.distinct(header):
            return header
    return None


def _rank(draft: Draft) -> float:
    # Who and when is in every table, and says nothing about which one it is.
    told = {header for header, column in draft.columns.items() if column.field not in EVERYWHERE}
    own = sum(score for header, score in draft.scores.items() if header in told)
    return own + MARK * _marks(draft.look, draft.kind) + HINT * _hint(draft.look, draft.kind)


def _marks(look: Look, kind: str) -> int:
    cores = {labels.label(header).core for header in look.table.header}
    own = key_set(IDS_OF.get(kind, ())) | key_set(MARKS.get(kind, ()))
    return len(cores & own)


def key_set(names: Collection[str]) -> set[str]:
    """The labels as they are compared."""
    return {key(name) for name in names}


def _hint(look: Look, kind: str) -> bool:
    """Is the table called like this?"""
    words = set(look.file.replace("_", " ").replace("-", " ").split())
    return any(name in words or look.file == name or (not name.isascii() and name in look.file)
               for name in FILES.get(kind, ()))  # fmt: skip
