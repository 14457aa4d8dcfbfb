"""The objects of Asana's API, one by one. A gid is text: as a number it would not survive many programs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from pursuit.integrations.boards.board import (
    Attachment,
    Card,
    Comment,
    CustomField,
    CustomValue,
    Label,
    Person,
    Place,
    Project,
    Section,
    Span,
    When,
)
from pursuit.integrations.boards.fields import Fields, words
from pursuit.integrations.boards.notes import Notes

NOUNS = frozenset({"project", "section", "tag", "task", "user", "story", "attachment", "custom_field"})
KINDS = {"default_task": "task", "": "task"}
COMPACT = frozenset({"gid", "id", "name", "resource_type", "resource_subtype"})
TASK = words(
    "gid name notes resource_subtype completed completed_at start_on start_at due_on due_at assignee followers "
    "memberships projects parent num_subtasks subtasks tags custom_fields dependencies dependents actual_time_minutes "
    "permalink_url created_at modified_at created_by stories attachments html_notes "
    # not needed
    "id resource_type approval_status assignee_section assignee_status completed_by external hearted hearts liked "
    "likes is_rendered_as_separator num_hearts num_likes workspace custom_type custom_type_status_option"
)
_MARKUP = re.compile(r"<(?!/?body\b)[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Task:
    """before, after: (gid, name) of the tasks it waits for and that wait for it; compact: the record only names it;
    inner: met inside of its parent."""

    card: Card
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    compact: bool
    inner: bool


class Met:
    """Everything tasks refer to, gathered from its own objects and from references that carry a name."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.projects: dict[str, Project] = {}
        self.sections: dict[str, Section] = {}
        self.labels: dict[str, Label] = {}
        self.people: dict[str, Person] = {}
        self.fields: dict[str, CustomField] = {}
        self.told: dict[str, int] = {}  # subtasks by task, as it says

    def take(self, kind: str, data: Fields) -> None:
        """An object of its own."""
        ways = {"project": self.project, "section": self.section, "tag": self.label, "user": self.person,
                "custom_field": self.field}  # fmt: skip
        ways[kind](data)

    def project(self, data: Fields | None) -> str:
        if data is None:
            return ""
        own = data.id("gid")
        if "notes" in data.data or "archived" in data.data:
            self.projects[own] = Project(
                own,
                data.text("name"),
                data.text("notes"),
                data.flag("archived"),
                data.text("permalink_url"),
                data.when("start_on"),
                data.when("due_on") or data.when("due_date"),
            )
        elif data.text("name"):
            self.projects.setdefault(own, Project(own, data.text("name")))
        return own

    def section(self, data: Fields | None, project: str = "") -> str:
        if data is None:
            return ""
        own = data.id("gid")
        of = self.project(data.inner("project", "project")) or project
        if data.text("name") and (own not in self.sections or not self.sections[own].project):
            self.sections[own] = Section(own, data.text("name"), of)
        return own

    def label(self, data: Fields) -> str:
        own = data.id("gid")
        if data.text("name"):
            known = self.labels.get(own)
            self.labels[own] = Label(own, data.text("name"), data.text("color") or (known.color if known else ""))
        return own

    def person(self, data: Fields | None) -> str:
        if data is None:
            return ""
        own = data.id("gid")
        known = self.people.get(own, Person(own, ""))
        if data.text("name") or data.text("email"):
            name, email = data.text("name") or known.name, data.text("email") or known.email
            self.people[own] = replace(known, name=name, email=email)
        return own

    def field(self, data: Fields) -> str:
        own = data.id("gid")
        if data.text("name"):
            options = tuple(one.text("name") for one in data.each("enum_options", "field"))
            kind = data.text("resource_subtype") or data.text("type") or "text"
            known = self.fields.get(own)
            self.fields[own] = CustomField(own, data.text("name"), kind, options or (known.options if known else ()))
        return own

    def note(self, cards: Sequence[Card]) -> None:
        """References to what the file says nothing of but an id; normal in answers of the API."""
        people = {who for card in cards for who in (*card.members, *card.followers)}
        self._unknown("people_unknown", people, self.people)
        self._unknown("labels_unknown", (one for card in cards for one in card.labels), self.labels)
        places = [place for card in cards for place in card.places]
        self._unknown("projects_unknown", (one.project for one in places), self.projects)
        self._unknown("projects_unknown", (one.section for one in places), self.sections)

    def _unknown(self, code: str, met: Iterable[str], known: Iterable[str]) -> None:
        have = set(known)
        for one in dict.fromkeys(met):
            if one and one not in have:
                self.notes.add(code, one)


def task(data: Fields, met: Met, above: str) -> Task:
    """above: gid of the task whose object holds this one."""
    data.known(TASK)
    own, parent = data.id("gid"), data.inner("parent", "task")
    done = data.flag("completed") or data.has("completed_at")
    spent = data.number("actual_time_minutes")
    if _MARKUP.search(data.text("html_notes")):
        met.notes.add("notes_plain")
    card = Card(
        id=own,
        name=data.text("name"),
        kind=KINDS.get(data.text("resource_subtype"), data.text("resource_subtype")),
        parent=(parent.reference("gid") if parent else "") or above,
        parent_named=parent.text("name") if parent else "",
        places=_places(data, met),
        description=data.text("notes"),
        state="done" if done else "",
        done=done,
        start=data.when("start_at") or data.when("start_on"),
        due=data.when("due_at") or data.when("due_on"),
        done_at=data.moment("completed_at"),
        created=data.moment("created_at"),
        modified=data.moment("modified_at"),
        creator=met.person(data.inner("created_by", "user")),
        members=tuple(filter(None, [met.person(data.inner("assignee", "user"))])),
        followers=tuple(dict.fromkeys(met.person(one) for one in data.each("followers", "user"))),
        labels=tuple(dict.fromkeys(met.label(one) for one in data.each("tags", "tag"))),
        custom=tuple(_values(data, met)),
        spent=Span(Decimal(str(spent)), "m") if spent else None,
        url=data.text("permalink_url"),
    )
    compact = data.data.keys() <= COMPACT
    return Task(card, _others(data, "dependencies"), _others(data, "dependents"), compact, bool(above))


def _others(data: Fields, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.id("gid"), one.text("name")) for one in data.each(name, "task"))


def _places(data: Fields, met: Met) -> tuple[Place, ...]:
    found: dict[Place, None] = {}
    for one in data.each("memberships", "project"):
        project = met.project(one.inner("project", "project"))
        found[Place(met.section(one.inner("section", "section"), project), project)] = None
    known = {place.project for place in found}
    for one in data.each("projects", "project"):
        if (project := met.project(one)) not in known:
            found[Place("", project)] = None
    return tuple(found)


def _values(data: Fields, met: Met) -> Iterable[CustomValue]:
    for one in data.each("custom_fields", "field"):
        own = met.field(one)
        if shown := one.text("display_value") or _shown(one):
            yield CustomValue(own, shown)


def _shown(data: Fields) -> str:
    """What an answer without display_value says."""
    if chosen := data.inner("enum_value", "field"):
        return chosen.text("name")
    if several := list(data.each("multi_enum_values", "field")):
        return ", ".join(one.text("name") for one in several)
    if people := list(data.each("people_value", "user")):
        return ", ".join(one.text("name") or one.reference("gid") for one in people)
    if day := data.inner("date_value", "field"):
        return day.text("date_time") or day.text("date")
    number = data.data.get("number_value")
    return str(number) if isinstance(number, int | float) else data.text("text_value")


def comment(data: Fields, met: Met) -> Comment | None:
    """None where the story only tells what the system did."""
    if "comment" not in {data.text("type"), data.text("resource_subtype").removesuffix("_added")}:
        return None
    by = data.inner("created_by", "user")
    return Comment(
        data.id("gid"), data.text("text"), met.person(by), by.text("name") if by else "", data.moment("created_at")
    )


def attachment(data: Fields) -> Attachment:
    url = next(filter(None, (data.text(name) for name in ("permanent_url", "view_url", "download_url"))), "")
    upload = data.text("host") == "asana" or data.text("resource_subtype") == "asana"
    return Attachment(data.id("gid"), data.text("name"), url, upload, data.whole("size"), data.moment("created_at"))


def timed(when: When | None) -> bool:
    """Is this a moment, and not a day?"""
    return isinstance(when, datetime)
