"""Facts from the rooms of a deal: goals, needs, quotes, the tender's clauses, contract, payment plan, money."""

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.bids.models import Clause
from pursuit.domain.bids.rules.clauses import DONE
from pursuit.domain.budgets.queries.workspace import approved_once
from pursuit.domain.contracts.models import Contract, Deviation
from pursuit.domain.finance.models import Instalment
from pursuit.domain.gates.queries.facts import Fact, FactKind
from pursuit.domain.goals.models import Goal
from pursuit.domain.offers.models import Quote, QuoteState
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.models import Need

RELEASED = (QuoteState.APPROVED, QuoteState.ISSUED, QuoteState.ACCEPTED)
WITHHELD = "retention"


def _goals(project: Project) -> Fact:
    rows = Goal.objects.filter(project=project, subject__deleted_at=None)
    whole = rows.count()
    done = rows.exclude(Q(target=None) | Q(due_on=None) | Q(subject__owner=None)).count()
    told = _("%(done)s of %(all)s goals have a target, a day and an owner")
    return Fact(whole > 0 and done == whole, told % {"done": done, "all": whole})


def _needs(project: Project) -> Fact:
    rows = Need.objects.filter(strategy__project=project, priority="must").exclude(state="dropped")
    whole = rows.count()
    done = rows.exclude(answer="").count()
    told = _("%(done)s of %(all)s needs that must be met have an answer")
    return Fact(whole > 0 and done == whole, told % {"done": done, "all": whole})


def _quote(project: Project) -> Fact:
    rows = Quote.objects.filter(project=project, latest=True, subject__deleted_at=None)
    whole = rows.count()
    done = rows.filter(state__in=RELEASED).count()
    return Fact(done > 0, _("%(done)s of %(all)s quotes are approved or sent") % {"done": done, "all": whole})


def _clauses(project: Project) -> Fact:
    rows = Clause.objects.filter(bid__project=project, bid__subject__deleted_at=None)
    whole = rows.count()
    done = rows.filter(status__in=DONE).count()
    told = _("%(done)s of %(all)s clauses of the tender are answered")
    return Fact(whole > 0 and done == whole, told % {"done": done, "all": whole})


def _contract(project: Project) -> Fact:
    rows = Contract.objects.filter(project=project, subject__deleted_at=None).exclude(state="terminated")
    if not rows.exists():
        return Fact(False, _("There is no contract yet."))
    left = Deviation.objects.filter(contract__in=rows, accepted_at=None).count()
    return Fact(left == 0, _("%(n)s deviations of the contract are not accepted yet") % {"n": left})


def _payment_plan(project: Project) -> Fact:
    rows = Contract.objects.filter(project=project, subject__deleted_at=None).exclude(state="terminated")
    planned = rows.annotate(planned=Sum("instalments__amount", filter=Q(instalments__cancelled=False)))
    amounts = list(planned.values_list("amount", "planned"))
    whole, done = len(amounts), sum(amount == total for amount, total in amounts)
    told = _("%(done)s of %(all)s contracts have a payment plan over the whole amount")
    return Fact(whole > 0 and done == whole, told % {"done": done, "all": whole})


def _paid(project: Project) -> Fact:
    """A retention may be open, if the day it falls due is known."""
    rows = Instalment.objects.filter(contract__project=project, contract__subject__deleted_at=None, cancelled=False)
    if not rows.exists():
        return Fact(False, _("There is no payment plan."))
    left = rows.filter(open_amount__gt=0).exclude(trigger=WITHHELD, due_on__isnull=False).count()
    return Fact(left == 0, _("%(n)s instalments are open, besides a retention with its day") % {"n": left})


def _budget(project: Project) -> Fact:
    """Told without its sum, which not everybody sees."""
    found = approved_once(project)
    if found is None:
        return Fact(False, _("There is no budget yet."))
    return Fact(found, _("The budget is approved.") if found else _("The budget is not approved yet."))


KINDS = (
    FactKind("goals", gettext_lazy("The first goals are set"), _goals, "goals:project"),
    FactKind("needs", gettext_lazy("What must be met has an answer"), _needs, "strategy:needs"),
    FactKind("quote", gettext_lazy("A quote is approved"), _quote, "offers:project"),
    FactKind("budget", gettext_lazy("The project's budget is approved"), _budget, "budgets:project"),
    FactKind("clauses", gettext_lazy("The clauses of the tender are answered"), _clauses, "bids:project"),
    FactKind("contract", gettext_lazy("Deviations of the contract are accepted"), _contract, "contracts:project"),
    FactKind("payment_plan", gettext_lazy("The payment plan covers the contract"), _payment_plan, "finance:project"),
    FactKind("paid", gettext_lazy("All is collected, or the retention is arranged"), _paid, "finance:project"),
)
