"""What an event means to whom: which kind of notice it makes, and which events make none."""

from collections.abc import Collection, Mapping

COMMENTED = "collaboration.comment.created"
EDITED = "collaboration.comment.edited"
DELETED = "collaboration.comment.deleted"
RESTORED = "collaboration.comment.restored"
ASKED = "kernel.approval.asked"
DECIDED = "kernel.approval.decided"
WITHDRAWN = "kernel.approval.withdrawn"
SEATED = "people.approval.handed_over"
HANDED_ALL = "people.hand_over.finished"
HANDED_IN = "time.submitted"
JUDGED = frozenset({"time.approved", "time.returned"})
# A later room's event says itself whom it concerns besides those who follow: {kind: people}, the stronger kind first.
TELL = "tell"
# What whoever silenced a record hears of no more, also where an event names them.
SILENCED = frozenset({"comment", "change"})
# Nothing that happened to the record itself.
QUIET = frozenset({EDITED, DELETED, RESTORED, ASKED, DECIDED, WITHDRAWN, SEATED,
                   "time.logged", "time.changed", "time.removed"})  # fmt: skip


def ids(value: object) -> list[int]:
    """Person ids out of an event's facts."""
    if isinstance(value, int) and not isinstance(value, bool):
        return [value]
    return [one for one in value if isinstance(one, int)] if isinstance(value, list | tuple) else []


def named(verb: str, data: Mapping[str, object]) -> dict[int, str]:
    """Whom an event itself names, and as what. Earlier reasons win over later ones."""
    found: dict[int, str] = {}
    for kind, people in _reasons(verb, data):
        for person in people:
            found.setdefault(person, kind)
    return found


def _reasons(verb: str, data: Mapping[str, object]) -> list[tuple[str, list[int]]]:
    if verb in (COMMENTED, EDITED):
        return [("mention", ids(data.get("mentioned"))), ("reply", ids(data.get("answers")))]
    if verb in (ASKED, SEATED, HANDED_IN):
        return [("approval", ids(data.get("to")))]
    if verb in JUDGED:
        return [("decided", ids(data.get("to")))]
    if verb == DECIDED:
        return [("approval", ids(data.get("to"))), ("decided", ids(data.get("asked_by")))]
    if verb == HANDED_ALL:
        return [("owner", ids(data.get("to_user")))]
    told = data.get(TELL)
    if isinstance(told, Mapping):
        return [(str(kind), ids(people)) for kind, people in told.items()]
    changes = data.get("changes")
    owner = changes.get("owner") if isinstance(changes, Mapping) else None
    # Of a bulk hand-over the successor hears once, at its end.
    if isinstance(owner, list | tuple) and not data.get("hand_over"):
        return [("owner", ids(owner[1]))]
    return []


def for_followers(verb: str, data: Mapping[str, object]) -> str:
    """What followers hear of: a comment, a change, or nothing."""
    if verb == COMMENTED:
        return "comment"
    return "" if verb in QUIET or data.get("hand_over") else "change"


def recipients(
    named: Mapping[int, str], followers: Collection[int], kind: str, *, besides: Collection[int]
) -> dict[int, str]:
    """Everybody who hears of it, with the strongest reason, without whoever did it."""
    found = dict.fromkeys(followers, kind) if kind else {}
    found |= named
    return {person: reason for person, reason in found.items() if person not in besides}
