"""Asana's JSON in: a project's JSON export, answers of its API, or lines of API objects, as many readers write them."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pursuit.integrations.asana import objects
from pursuit.integrations.asana.objects import Task
from pursuit.integrations.boards.board import Attachment, Board, Card, Comment, Link
from pursuit.integrations.boards.checks import check_parents
from pursuit.integrations.boards.errors import BoardError, quoted
from pursuit.integrations.boards.fields import Fields
from pursuit.integrations.boards.notes import Notes
from pursuit.integrations.boards.stream import LIMIT, LIST, Source, is_lines, parts

# What the lists of a dump, and the streams of a reader, are called.
KINDS = {
    "projects": "project", "sections": "section", "tags": "tag", "tasks": "task", "subtasks": "task", "users": "user",
    "stories": "story", "attachments": "attachment", "custom_fields": "custom_field", "data": "",
}  # fmt: skip
ENVELOPE = frozenset({"next_page", "sync", "has_more", "emitted_at", "stream", "namespace", "errors"})
SIGNS = frozenset({"assignee", "completed", "due_on", "memberships", "notes", "resource_subtype", "num_subtasks"})


def read_json(source: Source, *, limit: int = LIMIT) -> Board:
    """The tasks in a file. Raises BoardError, and Refused where the bytes are no text; nothing is written anywhere.

    limit: bytes from which on a file is refused.
    """
    found = _Gathering()
    for key, value in parts(source, limit, lines=is_lines(source, limit)):
        if value is not LIST:
            found.take(key, value)
    return found.board()


class _Gathering:
    """The objects of a file as they come, in any order."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.met = objects.Met(self.notes)
        self.tasks: dict[str, Task] = {}
        self.comments: dict[str, list[Comment]] = {}
        self.attachments: dict[str, list[Attachment]] = {}
        self.heard: dict[str, Comment] = {}
        self.any = False

    def take(self, key: str, value: object) -> None:
        if key in ENVELOPE:
            return
        if key and key not in KINDS:
            self.notes.unknown[f"file/{quoted(key)}"] += 1
            return
        if not isinstance(value, dict):
            raise BoardError("not_asana")
        for kind, one in _unpacked(value, KINDS.get(key, "")):
            self.any |= bool(kind)
            self._object(kind, Fields(kind if kind in objects.NOUNS else "field", one, self.notes))

    def _object(self, kind: str, data: Fields) -> None:
        if kind == "task":
            self._task(data, "")
        elif kind == "story":
            self._story(data, "")
        elif kind == "attachment":
            above = data.inner("parent", "task")
            self.attachments.setdefault(above.reference("gid") if above else "", []).append(objects.attachment(data))
        elif kind in objects.NOUNS:
            self.met.take(kind, data)
        else:
            self.notes.unknown[kind or "object"] += 1

    def _task(self, data: Fields, above: str) -> None:
        if data.text("resource_subtype") == "section":
            self.met.section(data)
            return
        task = objects.task(data, self.met, above)
        known = self.tasks.get(task.card.id)
        if known is None or known.compact:
            self.tasks[task.card.id] = task if known is None else _joined(task, known)
        elif task.compact:
            self.tasks[task.card.id] = _joined(known, task)
        else:
            same = _joined(known, task)
            if _loose(same.card) != _loose(task.card):
                raise BoardError("duplicate_id", thing=data.thing, element="gid", value=task.card.id)
            self.notes.add("repeated", count=int(not above and not known.inner))
            self.tasks[task.card.id] = same
        self._inside(data, task)

    def _inside(self, data: Fields, task: Task) -> None:
        """What stands in a task's own object: subtasks, comments, files."""
        below = list(data.each("subtasks", "task"))
        for one in below:
            self._task(one, task.card.id)
        told = int(data.number("num_subtasks") or 0)
        if "subtasks" in data.data:
            self.notes.add("subtasks_missing", count=max(0, told - len(below)))
        elif told:
            self.met.told[task.card.id] = told
        for one in data.each("stories", "story"):
            self._story(one, task.card.id)
        for one in data.each("attachments", "attachment"):
            self.attachments.setdefault(task.card.id, []).append(objects.attachment(one))

    def _story(self, data: Fields, above: str) -> None:
        target = data.inner("target", "task")
        task = above or (target.reference("gid") if target else "")
        comment = objects.comment(data, self.met)
        if comment is None:
            self.notes.add("history_left")
        else:
            first = self.heard.setdefault(comment.id, comment)
            if first is comment:
                self.comments.setdefault(task, []).append(comment)
            elif first != comment:
                raise BoardError("duplicate_id", thing=data.thing, element="gid", value=comment.id)

    def board(self) -> Board:
        if not self.any:
            raise BoardError("not_asana")
        links = self._links()
        cards = [self._whole(task.card, links) for task in self.tasks.values()]
        check_parents(cards)
        self._note(cards)
        met = self.met
        only = next(iter(met.projects.values())) if len(met.projects) == 1 else None
        return Board(
            source="asana",
            id=only.id if only else "",
            name=only.name if only else "",
            description=only.description if only else "",
            url=only.url if only else "",
            projects=tuple(met.projects.values()),
            sections=tuple(met.sections.values()),
            people=tuple(met.people.values()),
            labels=tuple(met.labels.values()),
            fields=tuple(met.fields.values()),
            cards=tuple(cards),
            notes=self.notes.found(),
            unknown=self.notes.unknowns(),
        )

    def _links(self) -> dict[str, dict[str, Link]]:
        """By task those it waits for, whichever of the two says so."""
        found: dict[str, dict[str, Link]] = {}
        for own, task in self.tasks.items():
            for gid, name in task.before:
                found.setdefault(own, {})[gid] = Link(gid if gid in self.tasks else "", name or gid)
                if gid not in self.tasks:
                    self.notes.add("links_missing", name or gid)
            for gid, name in task.after:
                if gid in self.tasks:
                    found.setdefault(gid, {}).setdefault(own, Link(own, task.card.name))
                else:
                    self.notes.add("links_missing", name or gid)
        for own, links in found.items():
            if links.pop(own, None):
                self.notes.add("links_self", self.tasks[own].card.name)
        return found

    def _whole(self, card: Card, links: Mapping[str, Mapping[str, Link]]) -> Card:
        named, parent = card.parent_named, card.parent
        if parent and parent not in self.tasks:
            self.notes.add("parents_missing", named or parent)
            parent, named = "", named or parent
        comments = sorted(self.comments.pop(card.id, []), key=_age)
        files = {one.id: one for one in self.attachments.pop(card.id, [])}
        self.notes.add("uploads", count=sum(one.upload for one in files.values()))
        return replace(
            card,
            parent=parent,
            parent_named="" if parent else named,
            comments=tuple(comments),
            attachments=tuple(files.values()),
            links=tuple(links.get(card.id, {}).values()),
        )

    def _note(self, cards: list[Card]) -> None:
        notes = self.notes
        left = sum(map(len, self.comments.values())) + sum(map(len, self.attachments.values()))
        notes.add("stories_unplaced", count=left)
        below: dict[str, int] = {}
        for card in cards:
            below[card.parent] = below.get(card.parent, 0) + 1
        missing = (max(0, told - below.get(own, 0)) for own, told in self.met.told.items())
        notes.add("subtasks_missing", count=sum(missing))
        notes.add("several_places", count=sum(len(card.places) > 1 for card in cards))
        notes.add("times", count=sum(objects.timed(when) for card in cards for when in (card.start, card.due)))
        self.met.note(cards)


def _age(comment: Comment) -> tuple[str, str]:
    return comment.at.isoformat() if comment.at else "", comment.id


def _unpacked(value: dict[str, object], kind: str) -> Iterator[tuple[str, object]]:
    """(kind, object) of what stands in envelopes: pages, {"data": …}, lines with the name of their stream."""
    stream, inner = value.get("stream"), value.get("data")
    if "gid" not in value and isinstance(inner, dict | list) and not isinstance(value.get("id"), str | int):
        named = KINDS.get(stream, stream[:60]) if isinstance(stream, str) else kind
        for one in inner if isinstance(inner, list) else [inner]:
            if not isinstance(one, dict):
                raise BoardError("not_asana")
            yield _kind(one, named), one
        return
    yield _kind(value, kind), value


def _kind(value: Mapping[str, object], hint: str) -> str:
    said = value.get("resource_type")
    if isinstance(said, str) and said:
        return said[:60]
    return hint or ("task" if value.keys() & SIGNS else "")


def _joined(full: Task, other: Task) -> Task:
    """The task, with the parent and places that only the other record of it tells."""
    card, more = full.card, other.card
    card = replace(
        card,
        parent=card.parent or more.parent,
        parent_named=card.parent_named or more.parent_named,
        places=tuple(dict.fromkeys([*card.places, *more.places])),
    )
    before, after = (
        tuple(dict.fromkeys(both)) for both in ((*full.before, *other.before), (*full.after, *other.after))
    )
    return replace(full, card=card, before=before, after=after, inner=full.inner or other.inner)


def _loose(card: Card) -> Card:
    """Without where it hangs."""
    return replace(card, parent="", parent_named="", places=())
