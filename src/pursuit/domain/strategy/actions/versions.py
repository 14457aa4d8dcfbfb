"""Freezing a version, and taking the strategy away as a Word file."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.actions.writing import EDIT, opened
from pursuit.domain.strategy.fields import ProjectId
from pursuit.domain.strategy.models import VIEW, Strategy, StrategyVersion
from pursuit.domain.strategy.queries import paper, snapshot
from pursuit.kernel import access, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.inputs import Label
from pursuit.kernel.models import Event
from pursuit.kernel.records import GONE

EXPORT = "export.lists"
Note = Annotated[str, Field(max_length=500), Label(_("What is new"), widget="long")]
Number = Annotated[int, Field(ge=1), Label(_("Number"), widget="hidden")]


def _undo_freeze(actor: Actor, happened: Sequence[Event]) -> object:
    data = happened[-1].payload.data
    return thaw.run(actor, {"project": data["project"], "number": data["number"]})


@action("strategy.freeze", right=EDIT, public="strategies.freeze", inverse=_undo_freeze)
def freeze(*, actor: Actor, project: ProjectId, note: Note = "") -> StrategyVersion:
    """Keep the whole strategy as it is now, as a version that nothing changes any more."""
    strategy = opened(actor, project)
    data, prices, chain = snapshot.whole(strategy.project)
    last = StrategyVersion.objects.filter(strategy=strategy).order_by("-number").first()
    if last is not None and (last.data, last.prices, last.chain) == (data, prices, chain):
        raise Conflict("unchanged", _("Nothing was changed since version %d.") % last.number)
    number = (last.number if last else 0) + 1
    made = StrategyVersion.objects.create(
        strategy=strategy, number=number, at=moment(), by_id=author(actor), note=note, data=data, prices=prices,
        chain=chain,
    )  # fmt: skip
    events.record(actor, "strategy.frozen", strategy.subject, None, project=project, number=number, note=note)
    return made


@action("strategy.thaw", right=EDIT)
def thaw(*, actor: Actor, project: ProjectId, number: Number) -> Strategy:
    """Take the newest version back, as an undo does."""
    strategy = opened(actor, project)
    last = StrategyVersion.objects.filter(strategy=strategy).order_by("-number").first()
    if last is None or last.number != number:
        raise Conflict("later_edits", _("Only the newest version can be taken back."))
    last.delete()
    events.record(actor, "strategy.thawed", strategy.subject, None, project=project, number=number)
    return strategy


@action("strategy.export", right=EXPORT)
def export_strategy(*, actor: Actor, project: ProjectId) -> tuple[str, bytes]:
    """The strategy on paper as its reader may see it: name and content of the file. That it was taken is told."""
    access.require(actor, VIEW)
    about = Project.objects.visible_to(actor).select_related(*paper.RELATED).filter(pk=project).first()
    if about is None:
        raise Missing("not_found", GONE)
    name, body = paper.strategy_docx(actor, about)
    strategy = Strategy.objects.filter(project=about).select_related("subject").first()
    events.record(actor, "strategy.exported", strategy.subject if strategy else about.subject, None, format="docx")
    return name, body
