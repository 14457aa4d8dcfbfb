"""The library of credentials, and bids for the tenders that have dates: one busy, one ready, one young."""

from datetime import timedelta

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses
from pursuit.domain.bids.actions.results import ask_bond
from pursuit.domain.bids.actions.reviews import add_finding, put_review
from pursuit.domain.bids.actions.sealing import confirm_seal, start_list
from pursuit.domain.bids.actions.table import put_bidder, put_item, score_bidder
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import Bid, Bidder, Clause, ScoreItem, SealItem
from pursuit.domain.bids.rules.splitting import split
from pursuit.domain.credentials.actions.credentials import create_credential
from pursuit.domain.playbooks.models import Tender
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

BIDS = 3
# Kind, name, number, level, issuer, days until it runs out (None: never).
PAPERS: tuple[tuple[str, str, str, str, str, int | None], ...] = (
    ("qualification", "营业执照", "91310000DEMO00001X", "", "市场监督管理局", None),
    ("qualification", "质量管理体系认证证书 ISO 9001", "Q-DEMO-20481", "", "认证中心", 420),
    ("qualification", "信息安全管理体系认证证书 ISO 27001", "IS-DEMO-7731", "", "认证中心", 46),
    ("qualification", "电子与智能化工程专业承包资质", "D231-DEMO-09", "壹级", "住房和城乡建设部门", 700),
    ("performance", "港区闸口智能化改造（业绩）", "HT-DEMO-2209", "", "", None),
    ("performance", "城市轨道综合监控系统（业绩）", "HT-DEMO-2315", "", "", None),
    ("authorisation", "核心交换设备制造商授权", "SQ-DEMO-118", "", "设备制造商", 25),
    ("authorisation", "视频分析软件原厂授权", "SQ-DEMO-090", "", "软件厂商", -12),
)
PEOPLE = (("一级建造师（机电）", "壹级", 510), ("信息系统项目管理师", "高级", None), ("注册安全工程师", "中级", 70))
TEXT = """第二章 资格要求
2.1 投标人须具有有效的营业执照。
★2.2 投标人须具有电子与智能化工程专业承包壹级资质证书。
2.3 具有有效的 ISO 9001 质量管理体系认证证书。
2.4 近三年类似项目业绩不少于两个，提供合同复印件。
★2.5 拟派项目经理具有一级建造师（机电）注册证书。
第三章 技术要求
{technical}
第四章 商务要求
4.1 付款方式：预付 20%，到货 40%，验收 35%，质保 5%。
★4.2 交货期为合同签订后 90 个日历天。
4.3 质保期不少于三年，质保期内免费维护。
▲4.4 售后服务：2 小时响应，24 小时到达现场。
4.5 提供核心交换设备制造商授权书。
"""
TOPICS = ("识别准确率", "系统可用性", "接口协议", "并发处理能力", "数据保存期限", "日志审计", "国产化适配", "时钟同步")
TABLE = (
    ("投标报价", "price", 30, "以最低有效报价为基准价"),
    ("技术方案", "technical", 28, "完整性、先进性、可实施性"),
    ("技术参数响应", "technical", 17, "▲ 条款每负偏离一项扣 2 分"),
    ("企业业绩", "commercial", 13, "每个类似项目 2 分"),
    ("项目团队与服务", "commercial", 12, "证书、经验、服务承诺"),
)
OUR_SHARE = (86, 92, 90, 80)  # percent of the points besides the price that we give ourselves
RIVALS = ((("东方某科技", 78), ("华信某集成", 84)), (("北辰某电子", 82), ("中联某信息", 85)), ())


def write(world: World, deals: list[Deal]) -> None:
    """After the tenders, for the first of them."""
    papers = _library(world)
    pks = [deal.pk for deal in deals if deal.pk]
    keeper = world.staff.actor(world.staff.of("operations")[0])
    dated = set(Tender.objects.visible_to(keeper).filter(project__in=pks).values_list("project", flat=True))
    chosen = [deal for deal in deals if deal.pk in dated][:BIDS]
    for number, deal in enumerate(chosen):
        _bid(world, deal, number, papers)


def _library(world: World) -> dict[str, int]:
    keeper = world.staff.actor(world.staff.of("operations")[0])
    today = clock.today()
    found = {}
    for kind, title, number, level, issuer, days in PAPERS:
        until = None if days is None else today + timedelta(days=days)
        fields: dict[str, object] = {"kind": kind, "title": title, "number": number, "level": level, "issuer": issuer}
        found[title] = create_credential.run(keeper, fields | {"expires_on": until}).pk
    holders = world.staff.of("delivery")
    for (title, level, days), holder in zip(PEOPLE, holders, strict=False):
        until = None if days is None else today + timedelta(days=days)
        fields = {"kind": "person", "title": title, "level": level, "holder": holder.pk, "expires_on": until}
        found[title] = create_credential.run(keeper, fields).pk
    return found


def _bid(world: World, deal: Deal, number: int, papers: dict[str, int]) -> None:
    actor = world.staff.actor(deal.owner)
    price = deal.amount // 100_000 * 100_000
    row = create_bid.run(
        actor,
        {
            "project": deal.pk, "title": f"{deal.title} 投标"[:200], "number": f"ZB-DEMO-{number + 1:03}",
            "agency": "某某招标代理有限公司", "mode": "open", "method": ("scoring", "comprehensive", "scoring")[number],
            "price": Money(price, deal.currency), "ceiling": Money(price * 112 // 100, deal.currency),
            "float_percent": 2, "drop_from": 5,
        },
    )  # fmt: skip
    many = (102, 40, 8)[number]
    lines = (
        f"{'▲' if at % 9 == 0 else ''}3.{at} {TOPICS[at % 8]}：第 {at} 项指标不低于要求值。"
        for at in range(1, many + 1)
    )
    found = split(TEXT.format(technical="\n".join(lines)))
    specs = [
        ClauseSpec(number=one.number, text=one.text, part=one.part or "technical", kind=one.kind, proof=one.proof)
        for one in found
    ]
    bring_clauses(actor=actor, bid=row.pk, clauses=specs)
    _scores(actor, row, number)
    if number < 2:
        _answers(actor, row, papers, ready=number == 1)
        _before_opening(world, actor, row, deal)


def _answers(actor: Actor, row: Bid, papers: dict[str, int], *, ready: bool) -> None:
    rows = list(Clause.objects.visible_to(actor).filter(bid=row))
    done = rows if ready else rows[: len(rows) * 7 // 10]
    edit_clauses.run(
        actor, {"bid": row.pk, "clauses": [one.pk for one in done], "status": "answered", "deviation": "none",
                "owner": actor.user_id},
    )  # fmt: skip
    by_number = {one.number: one for one in rows}
    proofs = {"2.1": "营业执照", "2.2": "电子与智能化工程专业承包资质", "4.5": "核心交换设备制造商授权"}
    if ready:
        proofs |= {
            "2.3": "质量管理体系认证证书 ISO 9001",
            "2.4": "港区闸口智能化改造（业绩）",
            "2.5": "一级建造师（机电）",
        }
    for at, (number, title) in enumerate(proofs.items()):
        if number in by_number and title in papers:
            edit_clauses(
                actor=actor, bid=row.pk, clauses=[by_number[number].pk], credential=papers[title],
                response="满足，证明材料见资格文件。", page=str(12 + at * 3),
            )  # fmt: skip


def _scores(actor: Actor, row: Bid, number: int) -> None:
    for name, part, points, basis in TABLE:
        put_item(actor=actor, bid=row.pk, name=name, part=part, points=points, basis=basis)  # type: ignore[arg-type]
    items = [one for one in ScoreItem.objects.visible_to(actor).filter(bid=row) if one.part != "price"]
    price = row.price or 0
    for at, (name, share) in enumerate(RIVALS[number]):
        guess = price * (97 + at * 5) // 100
        fields = {"low": guess * 95 // 100, "likely": guess, "high": guess * 107 // 100}
        sums = {key: Money(value, row.price_currency) for key, value in fields.items()}
        made = put_bidder.run(actor, {"bid": row.pk, "name": name, "source": "estimate", **sums})
        scores = {str(one.pk): one.points * share / 10_000 for one in items}
        score_bidder(actor=actor, bid=row.pk, bidder=made.pk, scores=scores)
    ours = Bidder.objects.visible_to(actor).get(bid=row, ours=True)
    scores = {str(one.pk): one.points * share / 10_000 for one, share in zip(items, OUR_SHARE, strict=True)}
    score_bidder(actor=actor, bid=row.pk, bidder=ours.pk, scores=scores)


def _before_opening(world: World, actor: Actor, row: Bid, deal: Deal) -> None:
    today = clock.today()
    head = world.staff.head(deal.owner.unit)
    people = [deal.owner.pk, head.pk]
    red = put_review(actor=actor, bid=row.pk, colour="red", planned_on=today + timedelta(days=4), people=people)
    add_finding.run(
        actor, {"bid": row.pk, "review": red.pk, "text": "技术方案缺少接口联调计划，请补充", "owner": deal.owner.pk,
                "due_on": today + timedelta(days=3)},
    )  # fmt: skip
    put_review(actor=actor, bid=row.pk, colour="gold", planned_on=today + timedelta(days=7), people=people)
    tender = Tender.objects.visible_to(actor).get(project=row.project_id)
    amount = Money(tender.bond or (row.price or 0) // 50, row.price_currency)
    ask_bond.run(
        actor, {"bid": row.pk, "amount": amount, "due_on": today + timedelta(days=6), "form": "cash",
                "payee": "某某招标代理有限公司"},
    )  # fmt: skip
    start_list(actor=actor, bid=row.pk)
    for one in SealItem.objects.visible_to(actor).filter(bid=row)[:3]:
        confirm_seal(actor=actor, bid=row.pk, seal=one.pk)
