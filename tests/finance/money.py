"""A signed contract with a plan of milestones, for the tests of the room."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.contracts.actions.contracts import create_contract
from pursuit.domain.contracts.actions.states import sign_contract, submit_contract
from pursuit.domain.contracts.models import Contract
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.domain.finance.actions.plans import set_plan
from pursuit.domain.finance.actions.receipts import claim_receipt, post_receipt
from pursuit.domain.finance.actions.triggers import accept_signed
from pursuit.domain.finance.models import Instalment, Receipt
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import approvals, clock, history, undo
from pursuit.kernel.models import Approval, Subject
from pursuit.kernel.money import Money
from tests.cast import Cast

FIVE = (("prepayment", "30"), ("delivery", "30"), ("preliminary", "20"), ("final", "15"), ("retention", "5"))


@dataclass
class Deal:
    """A project of the AR and its customer."""

    cast: Cast
    account: Account
    project: Project

    def contract(
        self, minor: int = 100_000_000, currency: str = "CNY", *, signed: bool = True, title: str = "智慧码头合同"
    ) -> Contract:
        """Through the review to the signature."""
        ar = self.cast.actor("ar")
        row = create_contract(
            actor=ar, title=title, account=self.account.pk, project=self.project.pk,
            amount=Money(minor, currency),
        )  # fmt: skip
        if signed:
            submit_contract(actor=ar, contract=row.pk)
            decide(self.cast, "manager")
            if Approval.objects.filter(state="pending").exists():
                decide(self.cast, "director")
            sign_contract(actor=ar, contract=row.pk, signed_on=clock.today())
        return Contract.objects.select_related("subject").get(pk=row.pk)

    def receipt(self, minor: int, *, claimed: bool = True, **fields: object) -> Receipt:
        """Posted by finance, claimed by the AR."""
        currency = str(fields.pop("currency", "CNY"))
        values = {"payer": "东海港口集团", "amount": Money(minor, currency)} | fields
        row = post_receipt.run(self.cast.actor("finance"), values)
        if claimed:
            claim_receipt(actor=self.cast.actor("ar"), receipt=row.pk, account=self.account.pk)
        return Receipt.objects.select_related("subject").get(pk=row.pk)


def deal(cast: Cast) -> Deal:
    actor = cast.actor("ar")
    account = create_account(actor=actor, title="东海港口集团有限公司")
    return Deal(cast, account, create_project(actor=actor, title="智慧码头二期", account=account.pk))


def decide(cast: Cast, part: str, *, approved: bool = True) -> None:
    waiting = Approval.objects.get(state="pending")
    approvals.decide_approval(actor=cast.actor(part), approval=waiting.pk, approved=approved)


def plan(cast: Cast, about: Contract, shares: tuple[tuple[str, str], ...] = FIVE, **more: object) -> list[Instalment]:
    """Five instalments a month apart, or as asked."""
    start = clock.today()
    lines = [
        {"trigger": trigger, "share": share, "fixed_on": start + timedelta(days=30 * at)} | more
        for at, (trigger, share) in enumerate(shares)
    ]
    set_plan.run(cast.actor("ar"), {"contract": about.pk, "lines": lines})
    return of(about)


def of(about: Contract) -> list[Instalment]:
    return list(Instalment.objects.filter(contract=about).order_by("position"))


def noon(day: date) -> datetime:
    return clock.start_of(day) + timedelta(hours=12)


def take_back(cast: Cast, part: str, subject: Subject) -> None:
    undo.undo(cast.actor(part), history.latest(Subject.objects.get(pk=subject.pk)))


def accept(cast: Cast, row: Instalment, days_ago: int = 0) -> Instalment:
    paper = SimpleUploadedFile("验收单.pdf", b"%PDF-1.4 signed", "application/pdf")
    day = clock.today() - timedelta(days=days_ago)
    return accept_signed(actor=cast.actor("ar"), instalment=row.pk, happened_on=day, file=paper)
