"""Strategies of some open deals: needs with answers, a SWOT that crosses, lines of which some are open, versions."""

from datetime import timedelta

from pursuit.domain.catalogue.models import Product
from pursuit.domain.chain.models import ChainMember
from pursuit.domain.execution.actions.tasks import complete_task
from pursuit.domain.projects.models import Project, Rival
from pursuit.domain.strategy.actions import analysis, lines, moves, needs, rivals, versions
from pursuit.domain.strategy.models import StrategyLine
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

COUNT = 5
# text, kind, priority, state, evidence, answer, compliance, gap
NEEDS = (
    ("改造期间单次停电不超过 2 小时", "explicit", "must", "confirmed", "技术交流会纪要第 3 条",
     "双机热备切换，分间隔改造，单次停电 90 分钟", "over", ""),
    ("全部核心元器件国产化，可提供第三方证明", "explicit", "must", "confirmed", "招标文件征求意见稿第五章",
     "控制器、操作系统、数据库均已国产化，附检测报告", "met", ""),
    ("与现有调度系统按 IEC 61850 互通", "explicit", "must", "open", "总工程师现场要求",
     "", "unknown", ""),
    ("运行值班由每班 4 人减为 2 人", "implicit", "must", "open", "主任私下提到编制压力",
     "一键顺控加智能巡检，先在两个站试行", "partly", "无人值守须上级批准"),
    ("新系统由本地人员两周内学会", "implicit", "should", "open", "老员工多，担心换系统",
     "驻场培训 10 天，操作票一键生成", "met", ""),
    ("质保期 5 年，4 小时到场", "explicit", "should", "answered", "上次合同条款",
     "本地服务站 2 小时到场，质保 5 年", "over", ""),
    ("提供三年以上同类业绩两项", "explicit", "must", "confirmed", "资格条件",
     "近三年完成三项，可安排参观", "met", ""),
    ("数据不出本单位", "explicit", "must", "answered", "信息安全要求",
     "本地部署，不连外网", "met", ""),
    ("大屏展示用于集团创新奖申报", "implicit", "could", "open", "分管副总在意评奖",
     "", "unknown", ""),
)  # fmt: skip
ITEMS = (
    ("pest", "political", "设备更新专项资金年底前须下达", 5, "集团计划部文件"),
    ("pest", "economic", "客户今年利润下降，投资从严", 3, "年报"),
    ("pest", "technological", "一键顺控进入行业规范", 4, "新版设计规范"),
    ("five_forces", "rivalry", "三家同时接触，原供应商在维保期内", 4, ""),
    ("five_forces", "buyers", "集团集中采购压价", 4, ""),
    ("value_chain", "service", "我方在本市有服务站和备件库", 4, ""),
    ("swot", "s", "本地服务站 2 小时到场，备件齐全", 5, "服务记录"),
    ("swot", "s", "同类改造不停电业绩三项", 4, "合同与验收单"),
    ("swot", "w", "首次进入该客户，关系集中在一个部门", 4, "决策链覆盖率"),
    ("swot", "w", "报价高于原供应商约一成", 3, "上次开标记录"),
    ("swot", "o", "专项资金须在年底前下达，工期优先", 5, "集团计划部文件"),
    ("swot", "t", "原供应商提出免费延保两年", 4, "采购部转述"),
)
# cells that cross, by their places in ITEMS; what follows; sheet; day from today; how it ended
CROSSED = (
    ((6, 10), "以“年底前投运”承诺换取单一来源论证", "entry", 9, "task"),
    ((7, 11), "请客户参观不停电改造样板站，对比延保的真实代价", "promotion", 5, "done"),
    ((8, 10), "请设计院牵线，把设备部和生产部一起带进技术方案", "customer", 14, "task"),
    ((9, 11), "不跟价，改报全寿命成本，并把备件列入质保", "price", 0, "open"),
)
MORE = (
    ("product", "编制不停电改造专项方案，附切换演练录像", 7, "task"),
    ("channel", "与本地设计院签合作备忘，由其负责土建接口", -3, "task"),
    ("customer", "每两周与分管副总会面一次", 0, "reason"),
    ("promotion", "在客户培训中心办一天技术交流会", 0, "open"),
)
SHEETS: dict[str, dict[str, object]] = {
    "entry": {"aim": "以改造项目进入，拿下后续三个站", "segment": "110 kV 变电站监控改造", "entry_mode": "pilot",
              "beachhead": "1 号站", "barrier": "原供应商在维保期内：从不停电改造切入"},
    "customer": {"aim": "决策者与两名审批人都到支持以上", "coverage": 80, "rhythm": "关键人每两周一次",
                 "top_meeting": "下月总经理回访"},
    "product": {"aim": "让不停电改造写进技术规范", "offer": "双机热备、一键顺控、智能巡检",
                "difference": "分间隔改造，单次停电 90 分钟", "demonstration": "样板站参观，切换演练"},
    "price": {"aim": "守住毛利，不打价格战", "payment": "预付 30%，到货 40%，验收 25%，质保 5%"},
    "channel": {"aim": "设计院站在我方一边", "partner_role": "土建接口与可研", "split": 8, "protection": "项目已报备"},
    "promotion": {"aim": "让运行人员先说好", "event": "不停电改造技术交流会", "material": "切换演练录像、业绩册"},
}  # fmt: skip
THEMES = (
    ("不停电改造", "改造期间供电不受影响，年底前投运", "三项验收单与客户证明信"),
    ("2 小时到场", "故障损失少一半", "服务站地址与去年到场记录"),
    ("全国产", "一次通过安全审查", ""),
)
CRITERIA = (("技术方案", 35, 8, (7, 6)), ("业绩与服务", 25, 8, (8, 5)), ("商务", 5, 7, (7, 7)))
LADDER = (("让 2%", 98, "预付款由 20% 提到 30%", "团队经理"), ("再让 1%，含两年备件", 97, "一次签三个站的框架", "总监"))
MEASURES = ("请我方总工上门讲不停电方案", "安排样板站参观并与其同行交流", "帮其准备集团创新奖材料")


def write(world: World, deals: list[Deal]) -> None:
    """For the first open deals that have rivals, as their owners write them."""
    known = [deal for deal in deals if deal.course.open and deal.pk and deal.rivals and len(deal.course.turns) > 1]
    known.sort(key=lambda deal: (deal.customer.team != "sh", -deal.amount))
    for number, deal in enumerate(known[:COUNT]):
        actor = world.staff.actor(deal.owner)
        archive(actor, deal, number)
        _analysis(actor, deal, number)
        _competition(actor, deal)
        _relations(actor, deal)
        versions.freeze(actor=actor, project=deal.pk, note="标前引导评审前")
        lines.create_line(actor=actor, project=deal.pk, sheet="product", text="补做第三方兼容性测试")


def archive(actor: Actor, deal: Deal, number: int) -> None:
    """The needs of a deal, one less for each number."""
    names = ("text", "kind", "priority", "state", "evidence", "answer", "compliance", "gap")
    product = Product.objects.visible_to(actor).order_by("pk").values_list("pk", flat=True).first()
    members = list(ChainMember.objects.visible_to(actor).filter(chain__project=deal.pk).order_by("pk")[:4])
    for place, told in enumerate(NEEDS[: len(NEEDS) - number]):
        given: dict[str, object] = dict(zip(names, told, strict=True))
        if members and place % 2 == 0:
            given["member"] = members[place % len(members)].pk
        if given["compliance"] in ("met", "over") and place < 3:
            given["product"] = product
        needs.create_need.run(actor, {"project": deal.pk, **given})


def _analysis(actor: Actor, deal: Deal, number: int) -> None:
    made = [
        analysis.create_item.run(
            actor,
            {"project": deal.pk, "analysis": sheet, "cell": cell, "text": text, "weight": weight, "source": source},
        )
        for sheet, cell, text, weight, source in ITEMS
    ]
    for kind, given in SHEETS.items():
        lines.set_sheet.run(actor, {"project": deal.pk, "kind": kind, **given})
    amount = Project.objects.visible_to(actor).values_list("amount", flat=True).get(pk=deal.pk) or 0
    target = {"target": Money(amount), "floor": Money(amount * 95 // 100)}
    lines.set_sheet.run(actor, {"project": deal.pk, "kind": "price", **target})
    for step, (gives, percent, wanted, by) in enumerate(LADDER, 1):
        price = Money(amount * percent // 100)
        lines.create_concession(
            actor=actor, project=deal.pk, step=step, gives=gives, price=price, for_what=wanted, granted_by=by
        )
    for discriminator, benefit, proof in THEMES:
        analysis.create_theme(actor=actor, project=deal.pk, discriminator=discriminator, benefit=benefit, proof=proof)
    for places, text, sheet, day, end in CROSSED[: len(CROSSED) - number % 2]:
        ids = [made[place].pk for place in places]
        crossing = analysis.create_crossing(actor=actor, project=deal.pk, items=ids, text=text)
        given = {"project": deal.pk, "sheet": sheet, "text": text, "crossing": crossing.pk}
        _end(actor, lines.create_line.run(actor, given), day, end)
    for sheet, text, day, end in MORE:
        _end(actor, lines.create_line.run(actor, {"project": deal.pk, "sheet": sheet, "text": text}), day, end)


def _end(actor: Actor, row: StrategyLine, day: int, end: str) -> None:
    if end == "reason":
        lines.excuse_line(actor=actor, line=row.pk, reason="先由团队经理对接，高层会面待立项后再约")
    if end in ("task", "done"):
        due = clock.today() + timedelta(days=day)
        made = lines.act_on_line(actor=actor, line=row.pk, owner=actor.user_id, due_on=due)
        if end == "done":
            complete_task(actor=actor, task=made.task_id or 0)


def _competition(actor: Actor, deal: Deal) -> None:
    found = list(Rival.objects.visible_to(actor).filter(project=deal.pk).order_by("pk")[:2])
    amount = Project.objects.visible_to(actor).values_list("amount", flat=True).get(pk=deal.pk) or 0
    for place, row in enumerate(found):
        price = amount * (94 + 4 * place) // 100
        rivals.set_position(
            actor=actor, project=deal.pk, competitor=row.competitor_id, stage="c3" if place == 0 else "c2",
            strengths=row.strengths or "在该客户有多年维保", weaknesses=row.weaknesses or "没有不停电改造经验",
            price=Money(price), price_estimated=True, low=Money(price * 96 // 100), high=Money(price * 105 // 100),
            counter="请运行人员参观样板站，列出停电损失" if place else "把不停电写进技术规范",
        )  # fmt: skip
    for name, weight, ours, theirs in CRITERIA:
        criterion = rivals.create_criterion(actor=actor, project=deal.pk, name=name, weight=weight)
        rivals.set_score(actor=actor, criterion=criterion.pk, points=ours)
        for row, points in zip(found, theirs, strict=False):
            rivals.set_score(actor=actor, criterion=criterion.pk, competitor=row.competitor_id, points=points)
    rivals.create_criterion(actor=actor, project=deal.pk, name="投标报价", weight=35, price=True)
    rivals.add_self_build(actor=actor, project=deal.pk, how="信息中心有三名开发人员，去年自建过小系统")


def _relations(actor: Actor, deal: Deal) -> None:
    rows = ChainMember.objects.visible_to(actor).filter(chain__project=deal.pk, left_at=None)
    found = sorted(rows, key=lambda one: (-(one.influence or 0), one.pk))
    for place, (member, measures) in enumerate(zip(found, MEASURES, strict=False)):
        due = clock.today() + timedelta(days=12 - 8 * place)
        row = moves.create_move(
            actor=actor, project=deal.pk, member=member.pk, target=min((member.support or 0) + 1, 3),
            measures=measures, cost=Money((place + 1) * 500_000), owner=actor.user_id, due_on=due,
        )  # fmt: skip
        if place != 1:
            moves.act_on_move(actor=actor, move=row.pk)
