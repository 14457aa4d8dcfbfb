"""From needs to offer lines and clauses, where a deal has them: most of the way is there, and some gaps are left."""

from pursuit.domain.bids.actions.clauses import edit_clauses
from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.offers.actions.ties import tie_lines
from pursuit.domain.offers.models import QuoteLine
from pursuit.domain.strategy.models import Need
from pursuit.integrations.demo.deal import Deal
from pursuit.integrations.demo.strategies import archive
from pursuit.integrations.demo.world import World
from pursuit.kernel.actor import Actor

# Words of a need; products that answer it; words of clauses of the tender that ask for it.
TIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("停电", ("YH-C500", "YH-INST"), ("系统可用性",)),
    ("国产化", ("YH-SRV",), ("国产化适配",)),
    ("61850", (), ("接口协议",)),
    ("值班", ("YH-SCADA", "YH-IOT", "YH-EMS", "YH-PHM"), ("识别准确率",)),
    ("学会", ("YH-CON",), ()),
    ("质保期", ("YH-OM1",), ("质保期不少于", "售后服务")),
    ("业绩", (), ("类似项目业绩",)),
    ("数据不出", ("YH-SEC",), ("数据保存期限", "日志审计")),
)
FEW = 3  # clauses of one topic that are tied; the others stay to be said
WORSE = "值班"  # its first clause deviates, which the archive does not know yet


def write(world: World, deals: list[Deal]) -> None:
    """After quotes, bids and strategies."""
    for deal in deals:
        if not deal.course.open or not deal.pk:
            continue
        actor = world.staff.actor(deal.owner)
        rows = Need.objects.visible_to(actor).filter(strategy__project=deal.pk)
        if Bid.objects.visible_to(actor).filter(project=deal.pk).exists() and not rows.exists():
            archive(actor, deal, 0)  # a tender without a strategy: at least what they need is known
        needs = list(rows)
        if needs:
            _lines(actor, deal.pk, needs)
            _clauses(actor, deal.pk, needs)


def _of(needs: list[Need], words: str) -> Need | None:
    return next((one for one in needs if words in one.text), None)


def _lines(actor: Actor, project: int, needs: list[Need]) -> None:
    seen = QuoteLine.objects.visible_to(actor).filter(quote__project=project, quote__latest=True, removed=False)
    for words, codes, _topics in TIES:
        need = _of(needs, words)
        picked = list(seen.filter(product__code__in=codes).order_by("quote", "pk").values_list("quote", "pk"))
        if need is not None and picked:
            lines = [pk for quote, pk in picked if quote == picked[0][0]]
            tie_lines(actor=actor, lines=lines, need=need.pk)


def _clauses(actor: Actor, project: int, needs: list[Need]) -> None:
    """Of the bids that are still worked on; one clause hangs on its offer line alone."""
    rows = list(Clause.objects.visible_to(actor).filter(bid__project=project, bid__state="preparing"))
    lines = QuoteLine.objects.visible_to(actor).filter(quote__project=project, quote__latest=True, removed=False)
    for words, codes, topics in TIES:
        need = _of(needs, words)
        for topic in topics:
            found = [one for one in rows if topic in one.text][:FEW]
            if need is None or not found:
                continue
            of = {"bid": found[0].bid_id, "clauses": [one.pk for one in found]}
            line = lines.filter(product__code__in=codes, need=need.pk).order_by("pk").first()
            edit_clauses.run(actor, {**of, "line": line.pk} if line else {**of, "need": need.pk})
            if words == WORSE:
                first = {"bid": found[0].bid_id, "clauses": [found[0].pk]}
                edit_clauses.run(actor, {**first, "deviation": "negative", "status": "answered"})
