"""Which need of the customer's a line answers: said at any time, for it is nothing that was offered."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from pursuit.domain.offers.actions.frame import EDIT, own_lines
from pursuit.domain.offers.actions.writing import need_of
from pursuit.domain.offers.fields import LineIds, NeedRef
from pursuit.domain.offers.models import Quote, QuoteLine
from pursuit.domain.strategy.models import Need
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Event


def _undo(actor: Actor, happened: Sequence[Event]) -> object:
    return restore_ties(actor=actor, needs=happened[-1].payload.data["needs"])


@action("offers.tie_lines", right=EDIT, public="quote-lines.tie", inverse=_undo)
def tie_lines(*, actor: Actor, lines: LineIds, need: NeedRef | None = None) -> Quote:
    """The need that lines answer, or none any more; also in a version the customer has."""
    row, found = own_lines(actor, lines, states=())
    if not found:
        raise Conflict("gone", _("These lines were taken out already."))
    pk = need_of(row.project_id, need)
    return _tie(actor, row, found, dict.fromkeys((one.pk for one in found), pk))


@action("offers.restore_ties", right=EDIT)
def restore_ties(*, actor: Actor, needs: dict[str, int | None]) -> Quote:
    """As lines and needs belonged together before; a need that is gone is left out."""
    row, found = own_lines(actor, [int(pk) for pk in needs], states=())
    there = set(
        Need.objects.filter(strategy__project=row.project_id, pk__in=[pk for pk in needs.values() if pk]).values_list(
            "pk", flat=True
        )
    )
    return _tie(actor, row, found, {int(pk): need if need in there else None for pk, need in needs.items()})


def tied(actor: Actor, row: Quote, **facts: object) -> Quote:
    """Prices and approval stay as they are. What happened names no need: not everybody who sees a quote sees those."""
    records.touch(row)
    events.record(actor, "quote.lines_tied", row.subject, None, on_behalf_of=None, **facts)
    return row


def living(pk: int | None) -> int | None:
    """A need that is still there."""
    return pk if pk and Need.objects.filter(pk=pk).exists() else None


def _tie(actor: Actor, row: Quote, found: Sequence[QuoteLine], needs: Mapping[int, int | None]) -> Quote:
    moved = [one for one in found if one.need_id != needs[one.pk]]
    before = {str(one.pk): one.need_id for one in moved}
    for one in moved:
        one.need_id = needs[one.pk]
    QuoteLine.objects.bulk_update(moved, ["need"], batch_size=200)
    title = moved[0].title if len(moved) == 1 else ""
    return tied(actor, row, needs=before, count=len(moved), title=title) if moved else row
