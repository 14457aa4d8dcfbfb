"""A payment plan as pages show it: what each line waits for, and what the reader may do about it."""

from collections.abc import Mapping

from pursuit.domain.contracts.queries import contracts
from pursuit.domain.finance.models import Instalment
from pursuit.domain.finance.queries import money
from pursuit.domain.finance.rules.money import STATES
from pursuit.kernel import access, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import Subject

PLAN, ACCEPT, POST = "finance.plan", "finance.accept", "finance.post"


def shown(actor: Actor, one: money.Planned) -> Mapping[str, object]:
    """A plan with what the reader may do about it, and what each line waits for."""
    about = one.contract
    return {
        "plan": one,
        "contract": about,
        "lines": [(row, waits(row)) for row in one.rows],
        "may_plan": bool(access.decide(actor, PLAN, about.subject)),
        "may_accept": bool(access.decide(actor, ACCEPT, about.subject)),
        "may_post": bool(access.decide(actor, POST, about.subject)),
        "in_force": about.state in ("signed", "closed"),
    }


def waits(row: Instalment) -> Mapping[str, object]:
    """Of one line: its state in words, how late it is, whether its milestone moved."""
    today = clock.today()
    late = (today - row.owed_on).days if row.owed_on and row.owed_on < today else 0
    slip = (row.due_on - row.agreed_on).days if row.due_on and row.agreed_on else 0
    tone = "act" if late else {"paid": "sound", "receivable": "watch", "invoiced": "watch"}.get(row.state, "unknown")
    return {
        "word": dict(STATES).get(row.state, row.state),
        "tone": tone,
        "late": late,
        "slip": slip,
        "ripe": row.state == "expected" and row.planned_on is not None and row.planned_on <= today and row.live,
        "may_invoice": row.live and not row.cancelled and row.invoiced < row.amount,
        "share": f"{row.share / 100:g}%" if row.share else "",
    }


def of_contract(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """The panel on a contract's page: its plan."""
    row = contracts.contracts(actor).select_related(*contracts.NEAR).filter(pk=subject.pk).first()
    if row is None or row.kind == contracts.PURCHASE:
        return None
    return {"one": shown(actor, money.plans_of(actor, [row])[0])}
