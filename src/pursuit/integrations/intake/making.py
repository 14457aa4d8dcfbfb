"""New records from what drafts say: in bulk, by the actions of their kinds; a refused one leaves the others alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pursuit.integrations.intake import faults
from pursuit.integrations.intake.faults import Fault
from pursuit.integrations.intake.kinds import HISTORY, Kind
from pursuit.kernel import collecting
from pursuit.kernel.actor import Actor
from pursuit.kernel.collecting import Memory
from pursuit.kernel.context import context
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Record

GROUP = 25  # that are tried together
Made = tuple[int, str] | list[Fault]  # its number and title, or why there is none


@dataclass(slots=True)
class Order:
    """A record to be made. data: keywords of its action, of a project its past; at, by: when and by whom it was made;
    changed: when it was changed last."""

    data: dict[str, object]
    at: datetime | None
    by: int
    changed: datetime | None = None


@dataclass(slots=True)
class Maker:
    """Makes records of one kind for one batch."""

    actor: Actor
    kind: Kind
    source: str
    batch: int
    memory: Memory

    def make(self, orders: Sequence[Order], named: Mapping[str, Collection[int]]) -> list[Made]:
        """In the order given. named: records they name, by type, found among those the actor sees a moment ago."""
        if not orders:
            return []
        with (
            context(self.actor, source=self.source, batch=self.batch, original_author=self.actor.user_id),
            collecting.collected(self.actor, new=len(orders), memory=self.memory),
        ):
            for about, ids in named.items():
                collecting.saw(self.actor.user_id, about, ids)
            groups = (orders[start : start + GROUP] for start in range(0, len(orders), GROUP))
            return [made for group in groups for made in self._group(group)]

    def _group(self, orders: Sequence[Order]) -> list[Made]:
        """A few at once; where one of them is refused, each by itself."""
        try:
            with collecting.row():
                return [self._told(order, row) for order, row in zip(orders, self._rows(orders), strict=True)]
        except Refused as no:
            if len(orders) == 1:
                return [[Fault(one.field, one.code, str(one.message)) for one in faults.of(no)]]
        return [made for order in orders for made in self._group([order])]

    def _rows(self, orders: Sequence[Order]) -> Sequence[Record]:
        if self.kind.code == "project":
            return HISTORY.run(self.actor, {"pasts": [order.data for order in orders]})
        return list(self._each(orders))

    def _each(self, orders: Sequence[Order]) -> Iterator[Record]:
        for order in orders:
            with context(self.actor, at=order.at, source=self.source, batch=self.batch, original_author=order.by):
                made = self.kind.create.run(self.actor, order.data)
            if not isinstance(made, Record):
                raise TypeError(f"{self.kind.create.code} gives no record")
            yield made

    @staticmethod
    def _told(order: Order, row: Record) -> Made:
        subject = row.subject
        if order.changed is not None and order.changed > subject.updated_at:
            subject.updated_at = order.changed
        return row.pk, subject.title
