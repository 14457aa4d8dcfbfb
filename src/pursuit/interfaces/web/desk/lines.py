"""One list of what needs me today, from every room, ordered by consequence; each line says why and offers to do it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pursuit.domain.bids.queries import papers
from pursuit.domain.customers.queries.visits import open_commitments_of
from pursuit.domain.execution.queries import tasks
from pursuit.domain.gates.queries import desk as gates
from pursuit.domain.market.queries import leads
from pursuit.domain.pipeline.queries.desk import DeskItem
from pursuit.domain.playbooks.queries import tenders
from pursuit.interfaces.web.projects.headline import way
from pursuit.kernel import approvals, clock
from pursuit.kernel.actor import Actor

SOON = 3  # days ahead that belong on a desk
ACT, WATCH = 80, 50


@dataclass(frozen=True, slots=True)
class Line:
    """tone, icon: how grave, what kind; method: sheet opens beside the desk, post does it at once, page goes there."""

    weight: int
    icon: str
    title: str
    url: str
    reason: str
    about: str = ""
    due: date | None = None
    money: int | None = None
    button: str = ""
    way: str = ""
    method: str = "page"

    @property
    def tone(self) -> str:
        return "act" if self.weight >= ACT else "watch" if self.weight >= WATCH else "unknown"


def lines(actor: Actor, items: Iterable[DeskItem]) -> list[Line]:
    """Everything, the gravest first; within the same gravity the larger amount, then the earlier day.

    items: what the actor's projects ask for.
    """
    found = [*_projects(items), *_approvals(actor), *_tasks(actor), *_tenders(actor)]
    found += [*_commitments(actor), *_leads(actor), *_papers(actor), *_evidence(actor)]
    return sorted(found, key=lambda one: (-one.weight, -(one.money or 0), one.due or date.max, one.title))


def _projects(items: Iterable[DeskItem]) -> Iterable[Line]:
    for item in items:
        row = item.project
        button, url = way(item.problem, row.pk)
        more = " " + _("(and %s more)") % item.more if item.more else ""
        step = row.next_step if item.problem.code.startswith("step_") else ""
        yield Line(
            weight=item.problem.weight,
            icon="target-arrow",
            title=row.title,
            url=reverse("projects:project", args=[row.pk]),
            reason=f"{item.reason}{more}",
            about=step or (row.account.title if row.account else ""),
            due=item.due,
            money=item.money or None,
            button=button,
            way=url,
            method="sheet" if not url.endswith("/edit") else "page",
        )


def _approvals(actor: Actor) -> Iterable[Line]:
    today = clock.today()
    for row in approvals.first_waiting(actor):
        days = (today - clock.day_of(row.requested_at)).days
        waited = _("%(who)s has waited for %(days)s days.") if days else _("%(who)s asked today.")
        url = reverse("approvals:one", args=[row.pk])
        yield Line(
            weight=62 + min(days * 6, 36),
            icon="checks",
            title=row.title,
            url=url,
            reason=waited % {"who": row.requested_by, "days": days},
            about="" if row.subject.title in row.title else row.subject.title,
            money=row.amount,
            button=pgettext("approval", "Answer"),
            way=url,
        )


def _tasks(actor: Actor) -> Iterable[Line]:
    if not actor.may("tasks.view"):
        return
    today = clock.today()
    for one in tasks.mine(actor):
        row = one.task
        if row.due_on is None or (row.due_on - today).days > SOON:
            continue
        yield Line(
            weight=one.weight,
            icon="checkbox",
            title=row.title,
            url=reverse("execution:task", args=[row.pk]),
            reason=_due(row.due_on, today),
            about=one.about.title if one.about else "",
            due=row.due_on,
            button=_("Complete"),
            way=reverse("execution:completion", args=[row.pk]),
            method="post",
        )


def _commitments(actor: Actor) -> Iterable[Line]:
    if not actor.may("customers.visit.view"):
        return
    today = clock.today()
    for row in open_commitments_of(actor):
        if row.due_on is None or (row.due_on - today).days > SOON:
            continue
        late = (today - row.due_on).days
        ours = row.whose == "ours"
        base = (72 if late > 0 else 46) if ours else (52 if late > 0 else 30)
        yield Line(
            weight=base + min(max(late, 0), 12),
            icon="hand-finger" if ours else "hourglass",
            title=row.text,
            url=reverse("customers:commitment", args=[row.pk]),
            reason=(_("We promised this: %s") if ours else _("The customer promised this: %s"))
            % _due(row.due_on, today),
            about=row.account.title if row.account else "",
            due=row.due_on,
            button=_("Settle it"),
            way=reverse("customers:closing", args=[row.pk]),
            method="sheet",
        )


def _leads(actor: Actor) -> Iterable[Line]:
    if not actor.may("market.lead.view"):
        return
    today = clock.today()
    for row in leads.due(actor):
        new = row.state == "assigned"
        url = reverse("market:lead", args=[row.pk])
        yield Line(
            weight=56 if new else 44,
            icon="speakerphone",
            title=row.title,
            url=url,
            reason=_("A lead was given to you: accept it or give it back.")
            if new
            else _("Contact this lead: %s") % _due(row.next_contact_on or today, today),
            about=row.company,
            due=row.next_contact_on,
            button=pgettext("lead", "Answer") if new else _("Open"),
            way=url,
        )


def _tenders(actor: Actor) -> Iterable[Line]:
    today = clock.today()
    for one in tenders.near(actor):
        url = reverse("playbooks:tender", args=[one.project.pk])
        yield Line(
            weight=85 - 3 * max(one.left, 0),
            icon="gavel",
            title=one.project.title,
            url=url,
            reason=_("%(date)s: %(due)s") % {"date": one.kind.label, "due": _due(one.day, today)},
            due=one.day,
            money=one.project.amount_base or None,
            button=_("Tender calendar"),
            way=url,
        )


def _papers(actor: Actor) -> Iterable[Line]:
    """Credentials that run out under a bid: gravest where they do not hold when it is opened."""
    today = clock.today()
    for one in papers.ending(actor):
        day = one.paper.expires_on or today
        url = reverse("bids:bid", args=[one.bid.pk])
        way = reverse("credentials:credential", args=[one.paper.pk]) if actor.may("credentials.view") else url
        opening = one.opening if one.too_soon and day >= today else None
        if opening:
            told = _("%(paper)s ends on %(day)s, before the opening on %(opening)s.")
        else:
            told = _("%(paper)s expired on %(day)s.") if day < today else _("%(paper)s ends on %(day)s.")
        yield Line(
            weight=(92 if day < today else 86) if one.too_soon else 54,
            icon="certificate",
            title=one.bid.title,
            url=url,
            reason=told % {"paper": one.paper.title, "day": day.isoformat(), "opening": opening},
            due=day,
            money=one.bid.project.amount_base or None,
            button=_("Renew it"),
            way=way,
        )


def _evidence(actor: Actor) -> Iterable[Line]:
    """Proofs that end, and points that hold no longer because one has."""
    today = clock.today()
    for one in gates.ending(actor):
        url = f"{reverse('gates:points', args=[one.project.pk])}#point-{one.point}"
        sheet = one.claim and actor.may("projects.edit")
        if one.claim:
            told = _("Evidence “%(claim)s” for %(point)s: %(due)s")
            said = told % {"claim": one.claim, "point": one.point, "due": _due(one.day, today)}
        else:
            said = _("%s holds no longer: renew its evidence and confirm it.") % one.point
        yield Line(
            weight=(58 if one.passed else 48) - (one.day - today).days if one.claim else 82,
            icon="clock-exclamation",
            title=one.project.title,
            url=url,
            reason=said,
            due=one.day,
            money=one.project.amount_base or None,
            button=_("Prove anew") if sheet else _("Decision points"),
            way=reverse("gates:evidence", args=[one.project.pk, one.item]) if sheet else url,
            method="sheet" if sheet else "page",
        )


def _due(day: date, today: date) -> str:
    late = (today - day).days
    if late > 0:
        return _("%s days overdue.") % late
    return _("due today.") if late == 0 else _("due in %s days.") % -late
