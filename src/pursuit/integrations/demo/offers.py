"""Quotes of open deals: drafts, one that waits for a discount, issued ones with an older version, an accepted one."""

from datetime import timedelta

from pursuit.domain.catalogue.models import Product
from pursuit.domain.offers.actions.approval import submit_quote
from pursuit.domain.offers.actions.lines import add_line, edit_lines, import_lines
from pursuit.domain.offers.actions.quotes import create_quote, new_version, update_quote
from pursuit.domain.offers.actions.sections import add_section
from pursuit.domain.offers.actions.steps import accept_quote, issue_quote
from pursuit.domain.offers.fields import BoqRow
from pursuit.domain.offers.models import Quote, QuoteLine
from pursuit.domain.offers.queries.limits import beyond
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.world import World
from pursuit.kernel import clock
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money

MOST = 9
GOODS = ("YH-C500", "YH-C200", "YH-IO32", "YH-SRV", "YH-SEC")
SOFTWARE = ("YH-SCADA", "YH-IOT", "YH-EMS", "YH-PHM")
# Product, days, part of the service, service level.
SERVICES = (
    ("YH-CON", 0, "before", "现状诊断与方案评审各一次"),
    ("YH-ENG", 60, "during", "按里程碑交付，每周书面进展"),
    ("YH-INST", 45, "during", "现场不少于 2 人，含调试报告"),
    ("YH-OM1", 0, "after", "7×24 小时，2 小时响应，24 小时内恢复"),
)
TERMS = {
    "payment_terms": "合同签订后 7 日内付 30%；到货验收后付 40%；终验合格后付 25%；质保期满付 5%。",
    "delivery_terms": "合同生效后 60 日内运抵客户指定现场，运费与保险由我方承担。",
    "warranty_terms": "自终验合格之日起 24 个月；质保期内免费上门维修。",
}
BOQ = (
    ("一、中控室", "1", "操作员站", "工业级，双屏", "台", 6, 1_280_000),
    ("一、中控室", "2", "大屏显示单元", "55 寸，3.5 mm 拼缝", "块", 12, 1_650_000),
    ("一、中控室", "3", "操作台", "钢木，定制", "延米", 9.5, 320_000),
    ("二、现场", "4", "铠装光缆", "GYTA53-24B1", "公里", 12.4, 680_000),
    ("二、现场", "5", "热镀锌电缆桥架", "200×100", "米", 1860, 9_800),
    ("二、现场", "6", "就地控制箱", "304 不锈钢，IP65", "台", 24, 860_000),
    ("三、安装", "7", "电缆敷设与接线", "含桥架安装", "项", 1, 18_600_000),
    ("三、安装", "8", "脚手架及安全措施", "", "项", 1, 3_200_000),
)


def write(world: World, deals: list[Deal]) -> None:
    """After the deals: what was offered in some of those still open."""
    open_ = [deal for deal in deals if deal.course.open and deal.pk and deal.currency == "CNY"][:MOST]
    for number, deal in enumerate(open_):
        actor = world.staff.actor(deal.owner)
        if actor.may("offers.edit"):
            _offer(actor, deal, number)


def _offer(actor: Actor, deal: Deal, number: int) -> None:
    until = clock.today() + timedelta(days=20 + 7 * number)
    row = create_quote.run(actor, {"project": deal.pk, "valid_until": until, "attention": "采购部", **TERMS})
    _lines(actor, row, number)
    if number % 4 == 1:
        rows = [
            BoqRow(section=section, number=at, title=title, spec=spec, measure=unit, quantity=count, price=Money(price))
            for section, at, title, spec, unit, count, price in BOQ
        ]
        import_lines(actor=actor, quote=row.pk, rows=rows)
    _steps(actor, row.pk, number)


def _lines(actor: Actor, row: Quote, number: int) -> None:
    known = dict(Product.objects.visible_to(actor).exclude(code="").values_list("code", "pk"))
    goods = add_section(actor=actor, quote=row.pk, title="控制与网络设备")
    software = add_section(actor=actor, quote=row.pk, title="软件平台")
    service = add_section(actor=actor, quote=row.pk, title="服务")
    for at, code in enumerate(GOODS[: 3 + number % 3]):
        count = (2, 12, 18, 2, 1)[at] + number
        add_line(actor=actor, quote=row.pk, product=known[code], quantity=count, section=goods.pk)
    add_line(actor=actor, quote=row.pk, product=known[SOFTWARE[number % 4]], section=software.pk)
    for code, days, phase, sla in SERVICES:
        service_line: dict[str, object] = {"quantity": days or 1, "effort": days or None, "phase": phase, "sla": sla}
        of = {"quote": row.pk, "product": known[code], "tax_rate": "6", "section": service.pk}
        add_line.run(actor, service_line | of)
    add_line(actor=actor, quote=row.pk, product=known["YH-SP"], option="optional", section=goods.pk)


def _steps(actor: Actor, pk: int, number: int) -> None:
    """What has happened to it since: by turns a draft, an issued one, one with two versions, one that waits."""
    listed = QuoteLine.objects.visible_to(actor).filter(quote=pk, listed__isnull=False)
    lines = list(listed.values_list("pk", flat=True))
    kind = number % 5
    if kind == 0:
        return
    if kind == 2:
        edit_lines(actor=actor, lines=lines, discount=22)
        submit_quote(actor=actor, quote=pk, reason="竞争对手已报出更低的价格，客户要求本周内书面确认。")
        return
    edit_lines(actor=actor, lines=lines, discount=4 + kind)
    if beyond(actor, Quote.objects.visible_to(actor).get(pk=pk)):
        submit_quote(actor=actor, quote=pk, reason="设备部分毛利低，服务部分可以补回。")
        return
    issue_quote(actor=actor, quote=pk)
    if kind == 3:
        newer = new_version(actor=actor, quote=pk)
        mine = QuoteLine.objects.visible_to(actor).filter(quote=newer.pk, listed__isnull=False)
        edit_lines(actor=actor, lines=list(mine.values_list("pk", flat=True)), discount=8)
        update_quote(
            actor=actor, quote=newer.pk, valid_until=clock.today() + timedelta(days=30), reduction=Money(1_000_000)
        )
    elif kind == 4:
        accept_quote(actor=actor, quote=pk, note="客户邮件确认，按此版签约。")
