"""The comments card of a record. Any record page takes it in two lines:

context |= collaboration_context(request.actor, row.subject)
{% include "collaboration/panel.html" %}
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from pursuit.domain.collaboration.queries import comments
from pursuit.domain.collaboration.queries.comments import Said
from pursuit.domain.collaboration.queries.followers import follows
from pursuit.interfaces.web.collaboration.mentions import readable
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text
from pursuit.kernel.models import Subject

SHOWN = 30
# A picture and a word for each sign that may be given.
SIGNS: dict[str, tuple[str, Text]] = {
    "like": ("thumb-up", _("Agreed")),
    "seen": ("eye", _("Seen")),
    "done": ("circle-check", _("Dealt with")),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A reaction as a button: how many, who, and whether a press takes it back."""

    code: str
    picture: str
    label: str
    people: tuple[str, ...]
    mine: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment with its buttons."""

    said: Said
    signs: list[Sign]


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment with its answers."""

    first: Spoken
    answers: list[Spoken]


@dataclass(slots=True)
class Draft:
    """What is being typed: a new comment, an answer, or a correction; with the reason if it was refused."""

    text: str = ""
    mentions: str = ""
    reply_to: int | None = None
    editing: int | None = None
    version: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """Everything the card shows."""

    subject: Subject
    threads: list[Thread]
    older: int | None
    follows: bool
    may_comment: bool
    may_follow: bool
    may_moderate: bool
    draft: Draft = field(default_factory=Draft)


def collaboration_context(
    actor: Actor, subject: Subject, *, draft: Draft | None = None, before: int | None = None
) -> dict[str, object]:
    """What collaboration/panel.html needs, for a record the reader was found to see. Four queries at most."""
    if not actor.may(comments.VIEW):
        return {"talk": None}
    newest = comments.thread(actor, subject, before=before, limit=SHOWN + 1)
    shown = newest[:SHOWN]
    talk = Talk(
        subject=subject,
        threads=list(_threads(reversed(shown))),
        older=shown[-1].id if len(newest) > SHOWN else None,
        follows=follows(actor, subject),
        may_comment=actor.may("collaboration.comment"),
        may_follow=actor.may("collaboration.follow"),
        may_moderate=actor.may("collaboration.moderate"),
        draft=draft or Draft(),
    )
    return {"talk": talk}


def correction(said: Said) -> Draft:
    """A comment as its author corrects it."""
    text, ids = readable(said.parts)
    return Draft(text=text, mentions=",".join(map(str, ids)), editing=said.id, version=said.version)


def _threads(said: Iterable[Said]) -> Iterable[Thread]:
    """Oldest first; an answer whose first comment lies on an earlier page stands by itself."""
    threads: dict[int, Thread] = {}
    for one in said:
        spoken = Spoken(one, _signs(one))
        if one.reply_to in threads:
            threads[one.reply_to].answers.append(spoken)
        else:
            threads[one.id] = Thread(spoken, [])
    return threads.values()


def _signs(said: Said) -> list[Sign]:
    given = {one.sign: one for one in said.signs}
    found = []
    for code, (picture, label) in SIGNS.items():
        one = given.get(code)
        found.append(Sign(code, picture, str(label), one.people if one else (), one.mine if one else False))
    return found
