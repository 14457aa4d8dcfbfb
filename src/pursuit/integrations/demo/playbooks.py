"""Tenders of the bids that have plans, some with dates that break a rule; templates in other plans."""

from datetime import timedelta

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.plans.rules.instants import aware
from pursuit.domain.playbooks.actions.applying import apply_template
from pursuit.domain.playbooks.actions.tenders import set_tender, set_tender_date
from pursuit.domain.playbooks.models import PlanTemplate
from pursuit.domain.projects.models import Project
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.plans import MOST
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

TENDERS = 6
TIED = {
    "customer.notice": "documents_from",
    "customer.answers": "questions",
    "customer.opening": "opening",
}
# Days from the opening, in turn: fine, sold too briefly, answered too late.
OTHERS: tuple[tuple[tuple[str, int], ...], ...] = (
    (("bond_due", -1), ("validity", 90)),
    (("bond_due", -1), ("clarification", -9)),
    (("site_visit", -14), ("validity", 90)),
)
PROCEDURES = ("open", "gov_open", "open")
USED = ("negotiate", "shape", "sign", "deliver")
SHARE = 88  # percent of the budget that the amount of a deal is


def write(world: World, deals: list[Deal]) -> None:
    """After the plans, by the same choice of deals."""
    open_ = [deal for deal in deals if deal.course.open and deal.pk]
    for number, deal in enumerate(open_[:TENDERS]):
        _tender(world.staff.actor(deal.owner), deal, number)
    planned = {deal.pk for deal in open_[:MOST]}
    rest = {deal.pk: deal for deal in deals if deal.pk and deal.pk not in planned}
    actor = world.staff.actor(open_[0].owner) if open_ else None
    if actor is None:
        return
    by_code = {one.code: one for one in PlanTemplate.objects.visible_to(actor) if one.code in USED}
    for code in USED:
        _template(world, rest, by_code[code])


def _tender(actor: Actor, deal: Deal, number: int) -> None:
    """Dates of the customer's side, tied to the rows the plan has for them."""
    rows = PlanRow.objects.visible_to(actor).filter(plan__subject=deal.pk).select_related("task__subject")
    keys = {one.task.subject.source_id.partition(":")[2]: one for one in rows}
    zone = clock.zone()
    opening = keys["customer.opening"].start
    amount = Project.objects.visible_to(actor).values_list("amount", flat=True).get(pk=deal.pk)
    if opening is None:
        return
    procedure = PROCEDURES[number % len(PROCEDURES)]
    budget = (amount or 0) * 100 // SHARE
    facts = {"procedure": procedure, "budget": Money(budget), "bond": Money(budget * (3 if number == 1 else 1) // 100)}
    set_tender.run(actor, {"project": deal.pk, **facts, "validity_days": 90})
    for key, kind in TIED.items():
        row = keys[key]
        if row.start is not None:
            at = aware(row.start, zone)
            set_tender_date(actor=actor, project=deal.pk, kind=kind, at=at, row=row.pk, note="招标文件 第一章")
    for kind, days in OTHERS[number % len(OTHERS)]:
        set_tender_date(actor=actor, project=deal.pk, kind=kind, at=aware(opening, zone) + timedelta(days=days))


def _template(world: World, deals: dict[int, Deal], row: PlanTemplate) -> None:
    """In the plan of the first deal that is in its stage."""
    for pk, deal in deals.items():
        actor = world.staff.actor(deal.owner)
        found = Project.objects.visible_to(actor).select_related("stage", "version").filter(pk=pk).first()
        if found is None or found.stage.code != row.stage or row.method_id not in (None, found.version.method_id):
            continue
        apply_template(actor=actor, project=pk, template=row.pk)
        del deals[pk]
        return
