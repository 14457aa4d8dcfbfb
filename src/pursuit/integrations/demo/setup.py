"""What an administrator sets up before the first working day: rates, fields, views, deputies, absences."""

from datetime import date, timedelta

from pursuit.domain.people.actions.absences import add_absence
from pursuit.domain.people.actions.deputies import set_deputy
from pursuit.domain.people.actions.rates import add_rate
from pursuit.integrations.demo import skills
from pursuit.integrations.demo.dice import Dice
from pursuit.integrations.demo.staff import Staff
from pursuit.kernel.actor import Actor
from pursuit.kernel.customfields import create_custom_field
from pursuit.kernel.listing.views import save_view

# currency: where its rate starts, and how far it moves in a month
RATES = {"USD": (7.15, 0.05), "EUR": (7.75, 0.09), "HKD": (0.915, 0.006)}
# record type, code, name, kind, choices
FIELDS = (
    ("account", "it_budget", "年度信息化预算（万元）", "number", ()),
    ("account", "listed", "是否上市", "flag", ()),
    ("account", "service_level", "服务等级", "choice", ("金牌", "银牌", "标准")),
    ("project", "site", "项目地点", "text", ()),
    ("project", "delivery_due", "客户要求投运日期", "date", ()),
    ("project", "qualification", "资质要求", "choice", ("无", "机电安装二级", "电子与智能化一级", "安全生产许可")),
)
# list, name, query
VIEWS = (
    ("projects", "我的在跟项目", "f.owner=me&f.status=active&sort=expected_sign_on"),
    ("projects", "本季度预计签约", "f.status=active&f.expected_sign_on=quarter&sort=expected_sign_on"),
    ("projects", "预计签约已过期", "f.status=active&f.expected_sign_on=overdue&sort=expected_sign_on"),
    ("projects", "A、B 级在跟项目", "f.status=active&f.grade=a,b&sort=-amount_base"),
    ("accounts", "VIP 与 A 级客户", "f.tier=vip,a"),
    ("commitments", "我方逾期承诺", "f.whose=ours&f.state=open&f.due_on=overdue"),
)
# username, kind, first and last day from today, note
ABSENCES = (
    ("seller", "training", 9, 10, "行业解决方案认证培训"),
    ("presales", "trip", 1, 3, "客户现场技术交流"),
    ("delivery", "trip", -2, 4, "现场调试"),
    ("manager", "annual", 18, 24, ""),
    ("director", "trip", 2, 3, "大区客户走访"),
    ("finance", "annual", -30, -26, ""),
    ("operations", "sick", -12, -11, ""),
)


def prepare(actor: Actor, staff: Staff, dice: Dice, today: date) -> None:
    """Write it."""
    _rates(actor, dice, today)
    for subject_type, code, name, kind, choices in FIELDS:
        create_custom_field.run(
            actor,
            {"subject_type": subject_type, "code": code, "name": name, "kind": kind, "choices": list(choices)},
        )
    keeper = staff.actor(staff.named("operations"))
    for listing, name, query in VIEWS:
        save_view(actor=keeper, listing=listing, name=name, query=query, shared=True)
    for username, kind, first, last, note in ABSENCES:
        add_absence(
            actor=actor,
            user=staff.named(username).pk,
            kind=kind,
            since=today + timedelta(days=first),
            until=today + timedelta(days=last),
            note=note,
        )
    set_deputy(
        actor=actor,
        user=staff.head("js").pk,
        deputy=staff.named("manager").pk,
        since=today - timedelta(days=1),
        until=today + timedelta(days=6),
        reason="参加总部培训，审批由上海团队代办",
    )
    skills.enter(actor, staff, today)


def _rates(actor: Actor, dice: Dice, today: date) -> None:
    """A rate on the first of each month, from well before the first deal."""
    for currency, (start, step) in RATES.items():
        rate, day = start, (today - timedelta(days=800)).replace(day=1)
        while day <= today:
            add_rate(actor=actor, currency=currency, day=day, rate=f"{rate:.4f}")
            rate = max(rate + dice.uniform(-step, step), start * 0.9)
            day = (day + timedelta(days=32)).replace(day=1)
