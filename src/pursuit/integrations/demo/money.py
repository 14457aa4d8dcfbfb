"""Contracts of what was won, and their money: plans on milestones, acceptances, invoices, receipts, bonds."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.contracts.actions.changes import add_change
from pursuit.domain.contracts.actions.contracts import create_contract
from pursuit.domain.contracts.actions.deviations import accept_deviation, add_deviation
from pursuit.domain.contracts.actions.hand_over import record_hand_over
from pursuit.domain.contracts.actions.states import sign_contract, submit_contract
from pursuit.domain.contracts.models import Contract
from pursuit.domain.contracts.rules.changes import CHECKS
from pursuit.domain.finance.actions.allocations import allocate
from pursuit.domain.finance.actions.bonds import create_bond
from pursuit.domain.finance.actions.invoices import issue_invoice, request_invoice
from pursuit.domain.finance.actions.payables import add_payable
from pursuit.domain.finance.actions.plans import set_plan
from pursuit.domain.finance.actions.receipts import claim_receipt, post_receipt
from pursuit.domain.finance.actions.triggers import accept_signed
from pursuit.domain.finance.models import Instalment
from pursuit.domain.plans.actions.rows import add_row
from pursuit.domain.plans.models import Plan
from pursuit.domain.projects.models import Project
from pursuit.integrations.demo.diary import SOURCE
from pursuit.integrations.demo.dice import SEED, Dice
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.models import User
from pursuit.kernel.money import Money

MOST = 14
PLANNED = 4  # of them have milestones that are still ahead
FIVE = (("prepayment", 30), ("delivery", 30), ("preliminary", 20), ("final", 15), ("retention", 5))
GAPS = (10, 70, 130, 190, 555)  # days after the signature
STONES = ("设备到货", "初步验收", "终验")
DEVIATIONS = (
    ("违约金", "合同总额的 5% 封顶", "每延误一日千分之三，不封顶", "high", "与交付确认工期余量，采购合同同步约定"),
    ("付款比例", "到货付至 60%", "到货付至 50%，验收后补齐", "medium", "预算按资金占用计息"),
    ("质保期", "12 个月", "24 个月", "low", "备件费用计入报价"),
)
PAPER = b"%PDF-1.4\n%signed acceptance\n"


def write(_world: World, system: Actor) -> None:
    """Of the deals won last. Chance of its own, so that the rest of the company stays as it is."""
    dice = Dice(SEED + 9)
    rows = Project.objects.visible_to(system).filter(status__in=("won", "closed"), amount__gt=0, account__isnull=False)
    # The last ones, whose money is ahead, and older ones, whose money has come or is late.
    last = list(rows.select_related("subject__owner", "account__subject").order_by("-decided_on", "pk")[: MOST * 4])
    won = last[:PLANNED] + last[PLANNED + 2 :: 4][: MOST - PLANNED]
    for number, about in enumerate(won):
        _contract(system, dice, about, number)
    open_ = Project.objects.visible_to(system).filter(status="active", amount__gt=0, account__isnull=False)
    for number, about in enumerate(open_.select_related("subject__owner").order_by("expected_sign_on", "pk")[:3]):
        _draft(about, number)
    _loose(system)


def _contract(system: Actor, dice: Dice, about: Project, number: int) -> None:
    owner = about.subject.owner
    day = about.decided_on or clock.today() - timedelta(days=60)
    if owner is None or about.account_id is None:
        return
    with context(system, at=min(clock.start_of(day) + timedelta(hours=15), clock.now()), source=SOURCE,
                 original_author=owner.pk):  # fmt: skip
        row = create_contract(
            actor=system, title=f"{about.title}合同", account=about.account_id, project=about.pk,
            amount=Money(about.amount or 0, about.amount_currency), warranty_months=24,
            ends_on=day + timedelta(days=420), scope="设备供货、安装调试、培训与两年质保。",
            terms="到货、初验、终验均以双方签字单据为准；质保金在质保期满后 30 日内支付。",
        )  # fmt: skip
        if number % 3 == 0:
            for clause, standard, agreed, risk, answer in DEVIATIONS[: 1 + number % 3 + 1]:
                one = add_deviation.run(
                    system, {"contract": row.pk, "clause": clause, "standard": standard, "agreed": agreed,
                             "risk": risk, "answer": answer, "owner": owner.pk},
                )  # fmt: skip
                accept_deviation(actor=system, deviation=one.pk)
        sign_contract(actor=system, contract=row.pk, signed_on=day)
        if number % 2 == 0:
            done = [code for code, _label in CHECKS[: 7 + number % 4]]
            held = min(day + timedelta(days=6), clock.today())
            record_hand_over(actor=system, contract=row.pk, held_on=held, place="三楼会议室",
                             people=[owner.pk], done=done)  # fmt: skip
    _plan(system, about, row, day, owner, with_milestones=number < PLANNED)
    _money(system, dice, row, owner, number)
    _bond(system, about, row, owner, number)


def _plan(system: Actor, about: Project, row: Contract, day: date, owner: User, *, with_milestones: bool) -> None:
    """Milestones in the plan of those signed last; fixed days for the others."""
    stones = dict(zip(("delivery", "preliminary", "final"), _milestones(system, about, with_milestones), strict=False))
    lines: list[dict[str, object]] = []
    for (trigger, share), gap in zip(FIVE, GAPS, strict=True):
        stone = stones.get(trigger)
        when = {"milestone": stone, "offset_days": 15} if stone else {"fixed_on": day + timedelta(days=gap)}
        lines.append({"trigger": trigger, "share": str(share), **when})
    with context(system, source=SOURCE, original_author=owner.pk):
        set_plan.run(system, {"contract": row.pk, "lines": lines})


def _milestones(system: Actor, about: Project, wanted: bool) -> list[int]:
    if not wanted or Plan.objects.visible_to(system).filter(subject=about.pk).exists():
        return []
    found = []
    for at, title in enumerate(STONES):
        when = clock.start_of(clock.today() + timedelta(days=20 + 35 * at)) + timedelta(hours=17)
        fields = {"title": title, "milestone": True, "limit": "snet", "limit_at": when}
        found.append(add_row.run(system, {"about": about.pk, **fields}).pk)
    return found


def _money(system: Actor, dice: Dice, row: Contract, owner: User, number: int) -> None:
    """What is past was mostly accepted and paid; some of it not, some of it late."""
    rows = Instalment.objects.visible_to(system).filter(contract=row.pk, planned_on__lt=clock.today())
    for place, one in enumerate(rows.order_by("position")):
        at = one.planned_on or clock.today()
        if (number + place) % 5 == 4:
            continue  # past, and no signed document
        with context(system, source=SOURCE, original_author=owner.pk):
            paper = SimpleUploadedFile(f"{one.name}签字单据.pdf", PAPER, "application/pdf")
            accept_signed(actor=system, instalment=one.pk, happened_on=at, file=paper)
            asked = request_invoice.run(system, {"contract": row.pk, "parts": [_part(one, one.amount)]})
        if (number + place) % 4 == 3:
            continue
        issue_invoice(actor=system, invoice=asked.pk, number=f"26{row.pk:06d}{one.position:02d}",
                      issued_on=min(at + timedelta(days=3), clock.today()))  # fmt: skip
        if (number + place) % 4 != 2:
            _pay(system, dice, row, one, owner, at)
    last = Instalment.objects.visible_to(system).filter(contract=row.pk, position=2).first()
    if number % 4 == 0 and last is not None:
        add_payable(actor=system, instalment=last.pk, supplier=row.account_id, name="分包安装费",
                    amount=Money(last.amount // 3, last.currency))  # fmt: skip


def _pay(system: Actor, dice: Dice, row: Contract, one: Instalment, owner: User, at: date) -> None:
    came = min(at + timedelta(days=dice.between(5, 40)), clock.today())
    half = dice.between(0, 5) == 0
    amount = one.amount // 2 if half else one.amount
    bill = dice.between(0, 6) == 0
    fields = {"payer": row.account.title, "amount": Money(amount, one.currency), "received_on": came,
              "bank": "招商银行 基本户"}  # fmt: skip
    if bill:
        fields |= {"kind": "bill", "matures_on": clock.today() + timedelta(days=dice.between(5, 120)),
                   "bill_number": f"5{row.pk:07d}{one.position}"}  # fmt: skip
    with context(system, source=SOURCE):
        money = post_receipt.run(system, fields)
    with context(system, source=SOURCE, original_author=owner.pk):
        claim_receipt(actor=system, receipt=money.pk, account=row.account_id)
        allocate.run(system, {"receipt": money.pk, "parts": [_part(one, amount)]})


def _part(one: Instalment, amount: int) -> dict[str, object]:
    return {"instalment": one.pk, "amount": str(Money(amount, one.currency).major())}


def _bond(system: Actor, about: Project, row: Contract, owner: User, number: int) -> None:
    if number % 2:
        return
    form = ("cash", "guarantee", "insurance")[number // 2 % 3]
    out = row.signed_on or (about.decided_on or clock.today())
    money = Money(max(row.amount // 20, 1), row.amount_currency)
    today = clock.today()
    back = today + timedelta(days=5 * number - 8)
    fields: dict[str, object] = {
        "kind": "performance",
        "beneficiary": row.account.title,
        "about": about.pk,
        "form": form,
        "issuer": "" if form == "cash" else "某银行上海分行",
        "amount": money,
        "fee": None if form == "cash" else Money(money.minor // 200, money.currency),
        "out_on": out,
        "expires_on": today + timedelta(days=9 + 40 * number),
        "due_back_on": back if back >= out else None,
        "owner": owner.pk,
        "conditions": "终验合格后 28 日内无息退还。",
    }
    create_bond.run(system, fields)


def _draft(about: Project, number: int) -> None:
    """One that is being written, one under review, one whose change waits."""
    owner = about.subject.owner
    if owner is None or about.account_id is None:
        return
    actor = Actor.of(owner, "web")
    row = create_contract(actor=actor, title=f"{about.title}合同（草稿）", account=about.account_id, project=about.pk,
                          amount=Money(about.amount or 0, about.amount_currency))  # fmt: skip
    clause, standard, agreed, risk, answer = DEVIATIONS[number]
    fields = {"clause": clause, "standard": standard, "agreed": agreed, "risk": risk, "answer": answer}
    add_deviation.run(actor, {"contract": row.pk, **fields, **({"owner": owner.pk} if number else {})})
    if number == 1:
        submit_contract(actor=actor, contract=row.pk, reason="中标后按招标合同模板起草，偏离已标注。")


def _loose(system: Actor) -> None:
    """Money that nobody has claimed, and a change that was drafted."""
    for payer, minor, back in (("东部轨道运营有限公司", 46_800_000, 1), ("临港能源投资有限公司", 12_350_000, 4)):
        post_receipt.run(system, {"payer": payer, "amount": Money(minor), "bank": "招商银行 基本户",
                                  "received_on": clock.today() - timedelta(days=back)})  # fmt: skip
    row = Contract.objects.visible_to(system).filter(state="signed").order_by("-signed_on", "pk").first()
    if row is not None:
        add_change(actor=system, contract=row.pk, title="增加两个监测点位", reason="业主现场提出，需补充设备与施工。",
                   amount_delta=Money(3_600_000, row.amount_currency), days_delta=15)  # fmt: skip
