"""Budgets of deals under way, one frozen and one past its stop-loss; expenses in each state."""

from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.budgets.actions.budgets import create_budget, freeze_budget, update_budget
from pursuit.domain.budgets.actions.claims import pay_expense, record_expense, submit_expense
from pursuit.domain.budgets.actions.commitments import add_commitment, consume_commitment
from pursuit.domain.budgets.actions.lines import add_line, change_line, reallocate
from pursuit.domain.budgets.actions.requests import submit_budget
from pursuit.domain.budgets.models import Budget, BudgetLine
from pursuit.domain.budgets.queries.standing import economics
from pursuit.domain.budgets.rules.stoploss import Bands, signal
from pursuit.domain.projects.models import Project
from pursuit.integrations.demo.diary import SOURCE
from pursuit.integrations.demo.world import World
from pursuit.kernel import approvals, clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import context
from pursuit.kernel.models import User
from pursuit.kernel.money import Money

YUAN = 100
MOST = 8
# Kind, yuan, what for; by the month where it is spread.
LINES = (
    ("travel", 36_000, "每月两次现场交流"),
    ("hospitality", 12_000, ""),
    ("presales_labour", 160_000, "方案、测试与投标 120 人天"),
    ("bidding", 15_000, "标书制作、公证与平台费"),
    ("samples", 40_000, "样机运输与现场测试"),
    ("other", 5_000, ""),
)
# Kind, yuan, days ago, what for, how far it goes.
SPENT = (
    ("travel", 1_286, 24, "往返高铁与住宿，需求调研", "paid"),
    ("hospitality", 860, 20, "技术交流工作餐", "approved"),
    ("travel", 2_140, 6, "现场踏勘，三人两天", "submitted"),
    ("travel", 198, 3, "打车去评审会场", "draft"),
    ("hospitality", 3_600, 9, "未附明细", "rejected"),
)
PROMISED = (("samples", 22_000, "样机租赁与吊装"), ("bidding", 4_800, "招标代理平台年费"))
PAPER = b"%PDF-1.4\n%receipt\n"


def write(world: World, system: Actor) -> None:
    """Of the largest deals under way, two of them the demo seller's."""
    rows = Project.objects.visible_to(system).filter(
        status="active", amount_base__gt=0, margin_percent__gt=0, account__isnull=False, subject__owner__isnull=False
    )
    rows = rows.select_related("subject__owner", "subject__unit")
    mine = list(rows.filter(subject__owner__username="seller").order_by("-amount_base")[:3])
    others = list(rows.exclude(pk__in=[one.pk for one in mine]).order_by("-amount_base")[: MOST - len(mine)])
    for number, about in enumerate([*mine, *others]):
        owner = about.subject.owner
        if owner is not None:
            _budget(world, system, about, owner, number)
    thin = rows.filter(budget=None, probability__gt=0).order_by("amount_base", "pk").first()
    if thin is not None and thin.subject.owner is not None:
        _lost_cause(world, system, thin, thin.subject.owner)


def _budget(world: World, system: Actor, about: Project, owner: User, number: int) -> None:
    """0, 1, 4…: in force; 2: being changed; 3: frozen; 5: asked for; 6: a draft."""
    row = _begun(system, about, owner, number)
    if number == 6:
        return
    _asked(system, row, owner, "按投标前的工作量估算", days=40 - number)
    if number == 5:
        return
    head = _answered(world, system, row.pk, days=38 - number)
    _used(world, system, row, about, owner, number)
    lines = {one.kind: one for one in BudgetLine.objects.visible_to(system).filter(budget=row.pk, period="")}
    with context(system, source=SOURCE, original_author=owner.pk):
        if number in (0, 4):
            reallocate(actor=system, line=lines["other"].pk, target=lines["travel"].pk, amount=Money(2_000 * YUAN),
                       reason="客户增加一次厂验，差旅不够")  # fmt: skip
        if number == 2:
            more = Money(lines["samples"].approved + 30_000 * YUAN)
            change_line(actor=system, line=lines["samples"].pk, amount=more, note="客户要求加测一个工况")
    if number == 3:
        with context(system, source=SOURCE):
            freeze_budget(actor=head, budget=row.pk, reason="客户预算未批，暂停投入")


def _begun(system: Actor, about: Project, owner: User, number: int) -> Budget:
    with context(system, at=_ago(45 - number), source=SOURCE, original_author=owner.pk):
        row = create_budget(actor=system, project=about.pk)
        update_budget(actor=system, budget=row.pk, note="差旅按每月两次、每次两人估算；人力按售前工时估算。")
        for kind, yuan, note in LINES:
            amount = Money(yuan * (10 + number % 3) // 1000 * 100 * YUAN)
            add_line(actor=system, budget=row.pk, kind=kind, amount=amount, note=note)
        month = clock.today().replace(day=1)
        add_line(actor=system, budget=row.pk, kind="consulting", amount=Money(18_000 * YUAN), span="quarter", day=month,
                 note="外部专家评标辅导")  # fmt: skip
    return row


def _asked(system: Actor, row: Budget, owner: User, reason: str, days: int) -> None:
    with context(system, at=_ago(days), source=SOURCE, original_author=owner.pk):
        submit_budget(actor=system, budget=row.pk, reason=reason)


def _used(world: World, system: Actor, row: Budget, about: Project, owner: User, number: int) -> None:
    """Promises and expenses, fewer of them the later the deal stands in the row."""
    with context(system, source=SOURCE, original_author=owner.pk):
        for at, (kind, yuan, what) in enumerate(PROMISED):
            line = BudgetLine.objects.visible_to(system).get(budget=row.pk, kind=kind, period="")
            made = add_commitment(actor=system, line=line.pk, what=what, amount=Money(yuan * YUAN))
            if at == 1 and number % 2 == 0:
                consume_commitment(actor=system, commitment=made.pk)
    for kind, yuan, days, note, ends in SPENT[: 5 - number % 3]:
        with context(system, at=_ago(days), source=SOURCE, original_author=owner.pk):
            paper = SimpleUploadedFile(f"{note}.pdf", PAPER, "application/pdf")
            made_ = record_expense.run(
                system, {"project": about.pk, "kind": kind, "amount": Money((yuan + 37 * number) * YUAN), "note": note,
                         "day": clock.today() - timedelta(days=days), "file": paper},
            )  # fmt: skip
            if ends != "draft":
                submit_expense(actor=system, expense=made_.pk)
        if ends in ("paid", "approved", "rejected"):
            _answered(world, system, made_.pk, days=days - 2, approved=ends != "rejected")
        if ends == "paid":
            with context(system, source=SOURCE):
                pay_expense(actor=system, expense=made_.pk, paid_on=clock.today() - timedelta(days=days - 7))


def _lost_cause(world: World, system: Actor, about: Project, owner: User) -> None:
    """What has been put into it is more than it may bring."""
    worth = signal(0, economics(about), Bands()).worth or 0
    minor = max(worth * 6 // 5 // (100 * YUAN) * 100 * YUAN, 60_000 * YUAN)
    with context(system, at=_ago(50), source=SOURCE, original_author=owner.pk):
        row = create_budget(actor=system, project=about.pk)
        line = add_line(actor=system, budget=row.pk, kind="samples", amount=Money(minor), note="两轮入围测试")
        add_line(actor=system, budget=row.pk, kind="travel", amount=Money(20_000 * YUAN))
    _asked(system, row, owner, "客户要求两轮入围测试", days=48)
    _answered(world, system, row.pk, days=46)
    with context(system, at=_ago(30), source=SOURCE, original_author=owner.pk):
        made = add_commitment(actor=system, line=line.pk, what="两轮入围测试场地与样机", amount=Money(minor))
        consume_commitment(actor=system, commitment=made.pk)


def _answered(world: World, system: Actor, subject: int, *, days: int, approved: bool = True) -> Actor:
    """By whoever's turn it is, with their own rights, to the last step; gives the first of them."""
    first = system
    comment = "同意" if approved else "请补充明细后再提交"
    while (asked := approvals.visible(system).filter(subject=subject, state="pending").first()) is not None:
        turn = approvals.approval_turn(asked)
        actor = world.staff.actor(next(one for one in reversed(world.staff.people) if one.pk in turn))
        first = actor if first is system else first
        with context(system, at=_ago(days), source=SOURCE):
            approvals.decide_approval(actor=actor, approval=asked.pk, approved=approved, comment=comment)
    return first


def _ago(days: int) -> datetime:
    return clock.now() - timedelta(days=days)
