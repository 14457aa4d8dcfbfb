"""The objects of a Trello board, one by one: cards with attachments and values, check lists, labels, members."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from pursuit.integrations.boards.board import (
    Attachment,
    Card,
    CheckItem,
    Checklist,
    CustomField,
    CustomValue,
    Label,
    Person,
    Place,
    Section,
)
from pursuit.integrations.boards.fields import FIRST_YEAR, LAST_YEAR, Fields
from pursuit.integrations.trello import keys

KINDS = {"separator": "separator", "board": "link", "mirror": "mirror", "link": "link"}
_ID = re.compile(r"[0-9a-f]{24}")
_SHOWN = ("text", "number", "date", "checked")  # what a custom field's value may be under
_CHECKED = {"true": "TRUE", "false": "FALSE"}


def born(trello_id: str) -> datetime | None:
    """Trello's ids begin with the second they were made in, as eight hexadecimal digits."""
    if not _ID.fullmatch(trello_id):
        return None
    found = datetime.fromtimestamp(int(trello_id[:8], 16), UTC)
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def section(data: Fields, board: str) -> Section:
    data.known(keys.LIST)
    return Section(data.id(), data.text("name"), board, data.flag("closed"), data.number("pos"))


def label(data: Fields) -> Label:
    data.known(keys.LABEL)
    return Label(data.id(), data.text("name"), data.text("color"))


def person(data: Fields) -> Person:
    data.known(keys.MEMBER)
    return Person(data.id(), data.text("fullName") or data.text("username"), data.text("username"))


def field(data: Fields) -> CustomField:
    """The options become (id, text) pairs elsewhere: see options()."""
    data.known(keys.FIELD)
    return CustomField(data.id(), data.text("name"), data.text("type") or "text", tuple(options(data).values()))


def options(data: Fields) -> dict[str, str]:
    """What the ids of a list field's options mean."""
    found = {}
    for one in data.each("options", "field"):
        value = one.inner("value", "field")
        found[one.reference("id") or one.reference("_id")] = value.text("text") if value else ""
    return found


def checklist(data: Fields) -> tuple[str, Checklist]:
    """The id of its card, and the check list with its items in the order people see."""
    data.known(keys.CHECKLIST)
    items = sorted(data.each("checkItems", "item"), key=position)
    return data.reference("idCard"), Checklist(data.id(), data.text("name"), tuple(item(one) for one in items))


def item(data: Fields) -> CheckItem:
    data.known(keys.ITEM)
    done = data.text("state") == "complete"
    return CheckItem(data.id(), data.text("name"), done, data.when("due"), data.reference("idMember"))


def attachment(data: Fields) -> Attachment:
    data.known(keys.ATTACHMENT)
    return Attachment(
        data.id(),
        data.text("name"),
        data.text("url"),
        data.flag("isUpload"),
        data.whole("bytes"),
        data.moment("date"),
    )


def labels_of(data: Fields) -> tuple[Label, ...]:
    """Labels a card carries with it; before 2016 the board had no list of them, and some had no id."""
    found = []
    for one in data.each("labels", "label"):
        one.known(keys.LABEL)
        name, color = one.text("name"), one.text("color")
        found.append(Label(one.reference("id") or f"{color}:{name}", name, color))
    return tuple(found)


def values_of(data: Fields, meanings: dict[str, str]) -> tuple[CustomValue, ...]:
    """meanings: of the options' ids."""
    found = []
    for one in data.each("customFieldItems", "field"):
        value = one.inner("value", "field")
        chosen = one.reference("idValue")
        shown = meanings.get(chosen, chosen)
        if value is not None:
            said = (value.reference(name) for name in _SHOWN if value.has(name))
            shown = next(said, shown)
        if shown:
            found.append(CustomValue(one.id("idCustomField"), _CHECKED.get(shown, shown)))
    return tuple(found)


def card(data: Fields, carried: Sequence[Label]) -> Card:
    """Without its comments, check lists and custom values, which stand elsewhere in the file."""
    data.known(keys.CARD)
    own, badges = data.id(), data.inner("badges", "card")
    role = data.text("cardRole")
    return Card(
        id=own,
        name=data.text("name"),
        number=data.reference("idShort"),
        kind="template" if data.flag("isTemplate") else KINDS.get(role, role or "task"),
        places=(Place(data.reference("idList")),),
        description=data.text("desc"),
        state="done" if data.flag("dueComplete") else "",
        done=data.flag("dueComplete"),
        archived=data.flag("closed"),
        start=data.when("start"),
        due=data.when("due"),
        created=born(own),
        modified=data.moment("dateLastActivity"),
        members=data.ids("idMembers"),
        labels=tuple(dict.fromkeys([*data.ids("idLabels"), *(one.id for one in carried)])),
        attachments=tuple(attachment(one) for one in sorted(data.each("attachments", "attachment"), key=position)),
        position=data.number("pos"),
        url=data.text("url"),
        comments_told=badges.whole("comments") if badges else None,
    )


def position(data: Fields) -> float:
    found = data.number("pos")
    return 0.0 if found is None else found
