"""Writing the needs archive."""

from typing import Annotated, Unpack

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.strategy.actions.undoing import undo_rows
from pursuit.domain.strategy.actions.writing import EDIT, chain_for, create, found, opened, remove, required, update
from pursuit.domain.strategy.fields import NeedDetails, NeedId, NeedRows, ProjectId
from pursuit.domain.strategy.models import Need, Strategy
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Label, Version

MOST = 2000
Count = Annotated[int, Field(ge=0), Label(_("Needs"), widget="hidden")]


@action("strategy.create_need", right=EDIT, public="needs.create", inverse=undo_rows)
def create_need(*, actor: Actor, project: ProjectId, **fields: Unpack[NeedDetails]) -> Need:
    """Something the customer needs."""
    strategy = opened(actor, project)
    required(fields, "text")
    _of_chain(actor, strategy, fields)
    return create(actor, strategy, Need, fields, number=_next(strategy))


@action("strategy.update_need", right=EDIT, public="needs.update", inverse=undo_rows)
def update_need(*, actor: Actor, need: NeedId, version: Version | None = None, **fields: Unpack[NeedDetails]) -> Need:
    """What is known of it now, what we answer, and how far that meets it."""
    strategy, row = found(actor, Need, need, version)
    if "text" in fields:
        required(fields, "text")
    _of_chain(actor, strategy, fields)
    return update(actor, strategy, row, fields)


@action("strategy.remove_need", right=EDIT, public="needs.remove", inverse=undo_rows)
def remove_need(*, actor: Actor, need: NeedId) -> Strategy:
    """It was none; what was derived from it stays."""
    strategy, row = found(actor, Need, need)
    for line in row.lines.all():
        update(actor, strategy, line, {"need": None})
    remove(actor, strategy, row)
    return strategy


@action("strategy.import_needs", right=EDIT, public="needs.bring", inverse=undo_rows)
def import_needs(*, actor: Actor, project: ProjectId, rows: NeedRows) -> list[Need]:
    """Many needs at once; those whose words are in the archive already are left out."""
    strategy = opened(actor, project)
    there = {_plain(text) for text in Need.objects.filter(strategy=strategy).values_list("text", flat=True)}
    if len(there) + len(rows) > MOST:
        raise Refused("too_many", _("A project keeps up to %d needs.") % MOST, "rows")
    made = []
    for one in rows:
        if _plain(one.text) in there:
            continue
        there.add(_plain(one.text))
        made.append(create(actor, strategy, Need, one.model_dump(), number=_next(strategy)))
    return made


def _next(strategy: Strategy) -> int:
    strategy.last_need += 1
    strategy.save(update_fields=["last_need"])
    return strategy.last_need


def _of_chain(actor: Actor, strategy: Strategy, fields: NeedDetails) -> None:
    """A person of the chain may only be named by its readers, and must be of this project's."""
    member = fields.get("member")
    if "member" not in fields:
        return
    chain = chain_for(actor, strategy.project)
    if member and not chain.members.filter(pk=member).exists():
        raise Refused("other_project", _("This belongs to another project."), "member")


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()
