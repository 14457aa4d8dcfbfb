"""Whose tables these are and how they may be read: a plan to begin with, what it leaves out, and how sure it is.

Nothing is decided here for good: people look the plan over, and every word it does not know is asked about.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from pursuit.integrations.cordys.dialect import DIALECT as CORDYS
from pursuit.integrations.csv_xlsx.table import Table, blank
from pursuit.integrations.csv_xlsx.words import say
from pursuit.integrations.fxiaoke.dialect import DIALECT as FXIAOKE
from pursuit.integrations.hubspot.dialect import DIALECT as HUBSPOT
from pursuit.integrations.intake.kinds import PARENTS
from pursuit.integrations.intake.modules import Dialect, Look, Module, key, look
from pursuit.integrations.intake.orders import settle
from pursuit.integrations.intake.plan import Plan
from pursuit.integrations.intake.sheets import Around, Draft, of_labels, of_module
from pursuit.integrations.ledger.dialect import DIALECT as LEDGER
from pursuit.integrations.salesforce.dialect import DIALECT as SALESFORCE
from pursuit.integrations.zoho.dialect import DIALECT as ZOHO
from pursuit.kernel.errors import Refused, Text

DIALECTS: tuple[Dialect, ...] = (ZOHO, HUBSPOT, SALESFORCE, CORDYS, FXIAOKE, LEDGER)
AUTO, GENERIC = "auto", "generic"
RECOGNISED, SIGNED = 0.5, 0.4  # the score, and in it the signature, from which a system is believed
NEAR = 0.1  # two systems this close are told apart by people
HAND, KNOWN = 0.6, 0.4  # what the signature weighs, and what the share of known labels does
CALLED = 2  # known labels that a table's name is worth
RENAMED = 4  # more known labels than any other table has tell one whose own labels were renamed
MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Proposal:
    """How the tables may be read. unmapped: by table, columns nothing is made of; scores: by table and column, how sure
    the field is; notes: what people should know before they say yes."""

    plan: Plan
    dialect: str
    confidence: float
    unmapped: Mapping[str, list[str]]
    notes: tuple[Text, ...]
    scores: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A table with what a dialect makes of it. hand: how much it looks like the system's own writing."""

    look: Look
    module: Module | None
    score: float = 0.0
    hand: float = 0.0

    @property
    def sure(self) -> bool:
        return self.score >= RECOGNISED and self.hand >= SIGNED


def propose(tables: Sequence[Table], source: str = AUTO, people: Collection[str] = ()) -> Proposal:
    """A plan for these tables. source: the system they come from, if somebody said so; people: names known here, as
    likeness.plain gives them."""
    looks = [look(table) for table in tables]
    dialect, notes = _whose(looks, source)
    seen = [_judge(one, dialect) if dialect else Seen(one, None) for one in looks]
    persons = _persons(seen)
    around = Around(
        kinds=frozenset(one.module.kind for one in seen if one.module and one.look.has(*one.module.ids)),
        persons=bool(persons),
        person_ids=frozenset(key(label) for label in dialect.person_ids) if dialect else frozenset(),
        people=people,
    )
    drafts = [draft for one in seen if (draft := _draft(one, dialect, around, notes)) is not None]
    _remark(drafts, around, notes)
    for some in [drafts] if dialect else [[draft] for draft in drafts]:
        settle(some)
    sheets = tuple(one.sheet() for one in drafts)
    plan = Plan(source=dialect.code if dialect else GENERIC, persons=persons, sheets=sheets)
    return Proposal(
        plan=plan,
        dialect=plan.source,
        confidence=_confidence(seen, drafts, dialect),
        unmapped={draft.look.table.name: draft.unmapped for draft in drafts if draft.unmapped},
        notes=tuple(notes),
        scores={draft.look.table.name: draft.scores for draft in drafts},
    )


def samples(table: Table, header: str, n: int = 3) -> list[str]:
    """Some different values of a column, for people to see what it holds."""
    if header not in table.header:
        return []
    index = table.header.index(header)
    found: dict[str, None] = {}
    for row in islice(table.rows(), 200):
        if row.fault is None and not blank(row.cells[index]):
            found[str(row.cells[index])] = None
            if len(found) == n:
                break
    return list(found)


def _whose(looks: Sequence[Look], source: str) -> tuple[Dialect | None, list[Text]]:
    """The system that wrote the tables, None for people's own ones."""
    if source == GENERIC:
        return None, []
    if source != AUTO:
        named = next((one for one in DIALECTS if one.code == source), None)
        if named is None:
            raise Refused("unknown_source", say(_("There is no system “%(name)s” to import from."), name=source[:40]))
        return named, []
    judged = [(one, [_judge(each, one) for each in looks]) for one in DIALECTS]
    sure = [(sum(each.score for each in seen), one) for one, seen in judged if any(each.sure for each in seen)]
    sure.sort(key=lambda pair: -pair[0])
    if not sure:
        return None, []
    (most, first), *others = sure
    if others and most - others[0][0] < NEAR * len(looks):
        told = _("This may come from %(one)s or from %(other)s: say which with the source.")
        return first, [say(told, one=first.name, other=others[0][1].name)]
    return first, []


def _judge(one: Look, dialect: Dialect) -> Seen:
    """Which of a dialect's tables this is, and how surely."""
    keys = set(one.places)
    hand = dialect.signature(one)
    words = set(one.file.replace("-", " ").replace("_", " ").split())
    fitting = [module for module in dialect.modules if all(one.has(*group) for group in module.needs)]

    def known(module: Module) -> int:
        return len(keys & module.known) + CALLED * _called(one.file, words, module)

    best = max(fitting, key=known, default=None)
    if hand >= RECOGNISED:  # labels can be renamed there: then another table has far more of the rest
        renamed = max((module for module in dialect.modules if module.kind), key=known)
        if known(renamed) >= (known(best) + RENAMED if best else RENAMED):
            return Seen(one, renamed, HAND * hand, hand)
    if best is None:
        return Seen(one, None, HAND * hand, hand)
    return Seen(one, best, HAND * hand + KNOWN * len(keys & best.known) / max(1, len(keys)), hand)


def _called(file: str, words: Collection[str], module: Module) -> bool:
    return any(name == file or name in words for name in module.files)


def _persons(seen: Sequence[Seen]) -> dict[str, str]:
    """People by the id other tables name them with, from tables of users."""
    found: dict[str, str] = {}
    for one in seen:
        if one.module is None or not one.module.people[0]:
            continue
        by, name = (one.look.find(labels) for labels in one.module.people)
        header = one.look.table.header
        if by is None or name is None:
            continue
        for row in islice(one.look.table.rows(), MOST_PEOPLE):
            if row.fault is None:
                who, called = row.cells[header.index(by)], row.cells[header.index(name)]
                if not blank(who) and not blank(called):
                    found[str(who)] = str(called)
    return found


def _draft(one: Seen, dialect: Dialect | None, around: Around, notes: list[Text]) -> Draft | None:
    table = one.look.table.name
    if one.module is not None and one.module.kind:
        made = of_module(one.look, one.module, around)
        if made.kind != "note" or made.fields & set(PARENTS):
            return made
        told = _("%(table)s does not say which records its notes belong to: they are not taken.")
        notes.append(say(told, table=table))
        return None
    if one.module is not None:
        if one.module.people[0]:
            told = _("%(table)s says who owns and wrote the rows; nobody is added: people are found by name.")
        else:
            told = _("%(table)s: %(what)s are recognised, but not taken yet.")
        notes.append(say(told, table=table, what=one.module.name))
        return None
    draft = of_labels(one.look, around)
    if draft is None:
        notes.append(say(_("%(table)s is not recognised: say in the mapping what it holds."), table=table))
    elif dialect is not None:
        told = _("%(table)s is none of the tables of %(system)s that are known: look its mapping over.")
        notes.append(say(told, table=table, system=dialect.name))
    return draft


def _remark(drafts: Sequence[Draft], around: Around, notes: list[Text]) -> None:
    """What the tables cannot give, said before it is missed."""
    for draft in drafts:
        table = draft.look.table.name
        if not draft.id and draft.kind not in ("person", "note", "receivable"):
            told = _("%(table)s has no column with an id: a row is known again by its name.")
            notes.append(say(told, table=table))
        if not around.persons and any(key(header) in around.person_ids for header in draft.unmapped):
            told = _("%(table)s names people by ids: bring the table of users along, so that owners are kept.")
            notes.append(say(told, table=table))
        if draft.several:
            told = _("%(table)s names several records in one cell: the first one is taken.")
            notes.append(say(told, table=table))
        if draft.kind == "person":
            notes.append(
                say(_("Everybody in %(table)s who is not known here gets an account, not yet invited."), table=table)
            )
        for header in draft.perhaps_in_wan:
            told = _("%(table)s, %(column)s: all amounts are below 10,000; are they in units of 10,000?")
            notes.append(say(told, table=table, column=header))
        if draft.kind == "lead" and any(one.field == "state" for one in draft.columns.values()):
            told = _("%(table)s: a lead becomes open, converted or rejected; to keep the words of its status, let the "
                     "column become an own field as well.")  # fmt: skip
            notes.append(say(told, table=table))
        if draft.kind == "lead" and "company" not in draft.fields and "title" in draft.fields:
            notes.append(say(_("%(table)s: the company becomes the subject of the lead."), table=table))


def _confidence(seen: Sequence[Seen], drafts: Sequence[Draft], dialect: Dialect | None) -> float:
    if dialect is not None:
        shares = [one.score for one in seen]
    else:
        shares = [sum(draft.scores.values()) / len(draft.look.table.header) for draft in drafts]
        shares += [0.0] * (len(seen) - len(drafts))
    return round(min(1.0, sum(shares) / len(shares)), 2) if shares else 0.0
