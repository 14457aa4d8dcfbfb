"""A strategy written, turned into actions, taken back; who sees what of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from pursuit.domain.chain.actions.members import update_chain_member
from pursuit.domain.execution.actions.tasks import complete_task, delete_task
from pursuit.domain.execution.models import Task
from pursuit.domain.market.actions.competitors import create_competitor
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.actions.team import add_member
from pursuit.domain.projects.models import Project, Rival
from pursuit.domain.strategy.actions import analysis, lines, moves, needs, rivals, versions
from pursuit.domain.strategy.models import (
    AnalysisItem,
    Crossing,
    Need,
    Position,
    RelationshipMove,
    Strategy,
    StrategyLine,
    StrategySheet,
    StrategyVersion,
)
from pursuit.domain.strategy.queries import moves as relations
from pursuit.domain.strategy.queries import paper, parts, snapshot
from pursuit.domain.strategy.queries import rivals as compared
from pursuit.domain.strategy.queries.standing import standing
from pursuit.kernel import clock, history, undo
from pursuit.kernel.errors import Conflict, Forbidden, Invalid, Missing, Refused, Stale
from pursuit.kernel.models import Event, Subject
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.web.making import make_deal, with_chain


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make_deal(cast)


def item(cast: Cast, deal: Project, cell: str, text: str) -> AnalysisItem:
    return analysis.create_item(actor=cast.actor("ar"), project=deal.pk, analysis="swot", cell=cell, text=text)


def take_back(cast: Cast, part: str = "ar") -> None:
    undo.undo(cast.actor(part), Event.objects.filter(verb__startswith="strategy.").latest("pk").pk)


def test_needs_their_answers_and_an_undo_of_each(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    made = needs.create_need(actor=ar, project=deal.pk, text="停电不超过两小时", priority="must", kind="implicit")
    assert (made.number, made.compliance, Strategy.objects.get().title) == (1, "unknown", deal.title)
    needs.update_need(actor=ar, need=made.pk, version=1, answer="双机热备", compliance="met")
    with pytest.raises(Stale):
        needs.update_need(actor=ar, need=made.pk, version=1, answer="别的")
    take_back(cast)
    made.refresh_from_db()
    assert (made.answer, made.compliance) == ("", "unknown")
    needs.remove_need(actor=ar, need=made.pk)
    assert not Need.objects.exists()
    take_back(cast)
    assert Need.objects.get().text == "停电不超过两小时"
    rows: list[Mapping[str, object]] = [
        {"text": "停电 不超过两小时"},
        {"text": "国产化", "priority": "must"},
        {"text": "培训"},
    ]
    assert [one.number for one in needs.import_needs.run(ar, {"project": deal.pk, "rows": rows})] == [2, 3]
    take_back(cast)
    assert Need.objects.count() == 1
    with pytest.raises(Refused):
        needs.create_need(actor=ar, project=deal.pk, text=" ")
    with pytest.raises(Invalid):
        needs.import_needs.run(ar, {"project": deal.pk, "rows": [{"text": ""}]})


def test_a_swot_crosses_and_becomes_actions(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    strong, weak = item(cast, deal, "s", "本地服务"), item(cast, deal, "w", "没有业绩")
    chance, other = item(cast, deal, "o", "国产替代"), item(cast, make_deal(cast, "另一个"), "o", "别的")
    for wrong in ([strong.pk], [strong.pk, weak.pk, chance.pk], [strong.pk, other.pk]):
        with pytest.raises(Refused):
            analysis.create_crossing(actor=ar, project=deal.pk, items=wrong, text="做")
    crossed = analysis.create_crossing(actor=ar, project=deal.pk, items=[strong.pk, chance.pk], text="做示范")
    assert crossed.kind == "so"
    with pytest.raises(Conflict):
        analysis.remove_item(actor=ar, item=strong.pk)
    analysis.update_crossing(actor=ar, crossing=crossed.pk, items=[weak.pk, chance.pk])
    crossed.refresh_from_db()
    assert crossed.kind == "wo"
    take_back(cast)
    assert sorted(Crossing.objects.get().items.values_list("pk", flat=True)) == [strong.pk, chance.pk]

    line = lines.create_line(actor=ar, project=deal.pk, sheet="entry", text="建示范站", crossing=crossed.pk)
    assert standing(ar, deal).open_lines == 1 and standing(ar, deal).uncrossed == 1
    with pytest.raises(Refused):
        lines.act_on_line(actor=ar, line=line.pk)
    lines.excuse_line(actor=ar, line=line.pk, reason="等预算")
    assert [one.state for one in parts.lines(ar, deal)] == ["reason"]
    lines.act_on_line(actor=ar, line=line.pk, owner=cast.ar.pk, due_on=clock.today())
    task = Task.objects.get()
    assert (task.title, task.parent_id, task.subject.owner_id) == ("建示范站", deal.pk, cast.ar.pk)
    with pytest.raises(Conflict):
        lines.act_on_line(actor=ar, line=line.pk)
    take_back(cast)
    line.refresh_from_db()
    assert line.task_id is None and line.reason == "等预算" and not Task.objects.live().exists()
    lines.act_on_line(actor=ar, line=line.pk, owner=cast.ar.pk, due_on=clock.today())
    complete_task(actor=ar, task=Task.objects.live().get().pk)
    assert [one.state for one in parts.lines(ar, deal)] == ["done"]
    with pytest.raises(Conflict):
        take_back(cast)
    delete_task(actor=ar, task=Task.objects.live().get().pk)
    assert [one.state for one in parts.lines(ar, deal)] == ["open"]
    analysis.remove_crossing(actor=ar, crossing=crossed.pk)
    assert StrategyLine.objects.get().crossing_id is None
    take_back(cast)
    assert StrategyLine.objects.get().crossing_id == crossed.pk


def test_other_analyses_feed_the_swot(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    made = analysis.create_item(actor=ar, project=deal.pk, analysis="pest", cell="political", text="两新政策", weight=5)
    with pytest.raises(Refused):
        analysis.create_item(actor=ar, project=deal.pk, analysis="pest", cell="s", text="错")
    carried = analysis.carry_item(actor=ar, item=made.pk, cell="o")
    assert (carried.sheet, carried.cell, carried.weight, carried.origin_id) == ("swot", "o", 5, made.pk)
    with pytest.raises(Conflict):
        analysis.carry_item(actor=ar, item=made.pk, cell="t")
    analysis.remove_item(actor=ar, item=made.pk)
    take_back(cast)
    assert AnalysisItem.objects.get(pk=carried.pk).origin_id == made.pk


def test_sheets_have_their_own_fields_and_prices_are_guarded(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    given = {"project": deal.pk, "kind": "price", "aim": "不打价格战", "target": "280万", "floor": "250万"}
    row = lines.set_sheet.run(ar, given)
    assert (row.target, row.floor) == (280_000_000, 250_000_000)
    with pytest.raises(Refused):
        lines.set_sheet(actor=ar, project=deal.pk, kind="price", event="发布会")
    lines.create_concession.run(
        ar, {"project": deal.pk, "gives": "让 5 万", "for_what": "预付款 30%", "price": "275万", "granted_by": "总监"}
    )
    add_member(actor=ar, project=deal.pk, user=cast.sr.pk, role="sr")
    sr = cast.actor("sr")  # pre-sales writes the strategy and sees no prices
    with pytest.raises(Forbidden):
        lines.set_sheet.run(sr, {"project": deal.pk, "kind": "price", "floor": "1"})
    with pytest.raises(Forbidden):
        lines.create_concession(actor=sr, project=deal.pk, gives="一", for_what="二")
    lines.set_sheet(actor=sr, project=deal.pk, kind="price", payment="3331")
    assert StrategySheet.objects.get().floor == 250_000_000
    shown = snapshot.now(sr, deal)
    assert "concessions" not in shown and "floor" not in shown["sheets"][0]  # type: ignore[index]
    told = history.of(sr, Strategy.objects.get().subject)
    assert not [change for entry in told for change in entry.changes if change.name in ("target", "floor")]
    assert [change for entry in history.of(ar, Strategy.objects.get().subject) for change in entry.changes
            if change.name == "floor"]  # fmt: skip
    for part, sees in (("ar", True), ("sr", False)):
        words = paper.strategy_paper(cast.actor(part), deal)
        assert ("250" in str(words.parts)) is sees


def test_rivals_are_scored_and_the_price_to_win_follows(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    rival = create_competitor(actor=cast.actor("operations"), title="北辰自动化")
    with pytest.raises(Refused):
        rivals.set_position.run(ar, {"project": deal.pk, "competitor": rival.pk, "low": "80", "high": "90"})
    given = {"project": deal.pk, "competitor": rival.pk, "stage": "c3", "price": "100000", "price_estimated": True,
             "low": "90000", "high": "120000"}  # fmt: skip
    rivals.set_position.run(ar, given)
    assert Rival.objects.get().stage == "c3" and Position.objects.get().low == 90_000_00
    assert compared.comparison(ar, deal).rivals[0].unready and compared.comparison(ar, deal).target.state == "none"
    solution = rivals.create_criterion(actor=ar, project=deal.pk, name="方案", weight=40)
    service = rivals.create_criterion(actor=ar, project=deal.pk, name="服务", weight=20)
    price = rivals.create_criterion(actor=ar, project=deal.pk, name="价格", weight=40, price=True)
    with pytest.raises(Conflict):
        rivals.create_criterion(actor=ar, project=deal.pk, name="总价", price=True)
    with pytest.raises(Refused):
        rivals.set_score(actor=ar, criterion=price.pk, points=5)
    for row, ours, theirs in ((solution, 6, 8), (service, 8, 7)):
        rivals.set_score(actor=ar, criterion=row.pk, points=ours)
        rivals.set_score(actor=ar, criterion=row.pk, competitor=rival.pk, points=theirs)
    found = compared.comparison(ar, deal).target
    assert (found.at, found.low, found.high, found.thin) == (85_000_00, 76_500_00, 102_000_00, False)
    rivals.add_self_build(actor=ar, project=deal.pk, how="信息中心自己开发")
    with pytest.raises(Conflict):
        rivals.add_self_build(actor=ar, project=deal.pk)
    assert compared.comparison(ar, deal).target.thin and Rival.objects.count() == 2
    take_back(cast)
    assert Rival.objects.count() == 1
    rivals.set_position.run(ar, {**given, "stage": "c4", "counter": "请专家论证"})
    assert [one.stage for one in compared.history(deal, rival.pk)] == ["c4", "c3"]
    take_back(cast)
    assert Rival.objects.get().stage == "c3" and Position.objects.get().counter == ""
    rivals.remove_criterion(actor=ar, criterion=solution.pk)
    take_back(cast)
    assert compared.comparison(ar, deal).target.at == 85_000_00


def test_relationship_plans_are_for_readers_of_the_chain(cast: Cast, deal: Project) -> None:
    ar, manager = cast.actor("ar"), cast.actor("manager")
    with pytest.raises(Refused):
        moves.create_move(actor=ar, project=deal.pk, member=1, target=2, measures="拜访")
    member = with_chain(cast, deal, 1)[0]
    made = moves.create_move.run(
        ar, {"project": deal.pk, "member": member.pk, "target": 3, "measures": "请院士站台", "cost": "2万"}
    )
    need = needs.create_need(actor=ar, project=deal.pk, text="一键顺控", member=member.pk)
    assert made.start == 2 and relations.moves(manager, deal) is None
    assert not RelationshipMove.objects.visible_to(manager).exists()
    for call in (
        lambda: moves.update_move(actor=manager, move=made.pk, target=1),
        lambda: moves.remove_move(actor=manager, move=made.pk),
        lambda: moves.act_on_move(actor=manager, move=made.pk),
        lambda: moves.create_move(actor=manager, project=deal.pk, member=member.pk, target=1, measures="一"),
        lambda: needs.update_need(actor=manager, need=need.pk, member=member.pk),
    ):
        with pytest.raises(Refused):
            call()
    assert parts.needs(manager, deal, [])[0].who == "" and parts.needs(ar, deal, [])[0].who == "人物0"
    needs.update_need(actor=manager, need=need.pk, answer="支持")  # the need itself is theirs to answer
    assert Need.objects.get().member_id == member.pk

    moves.act_on_move(actor=ar, move=made.pk, owner=cast.ar.pk, due_on=clock.today())
    task = Task.objects.get()
    assert Task.objects.visible_to(cast.actor("teammate")).exists(), "whoever sees the AR's tasks sees this one too"
    assert "院士" not in f"{task.title}{task.note}" and task.parent_id == member.chain_id
    view = relations.moves(ar, deal) or []
    assert (view[0].outcome.state, view[0].state) == ("none", "task")
    update_chain_member(actor=ar, project=deal.pk, member=member.pk, support=3)
    assert (relations.moves(ar, deal) or [])[0].outcome.state == "reached"

    version = versions.freeze(actor=manager, project=deal.pk, note="第一版")
    assert "请院士站台" in str(version.chain) and "请院士站台" not in str(version.data)
    assert "moves" not in snapshot.of(manager, version, deal) and "人物0" not in str(
        snapshot.of(manager, version, deal)
    )
    assert "请院士站台" in str(snapshot.of(ar, version, deal))
    assert "请院士站台" not in str(paper.strategy_paper(manager, deal).parts)
    strategy = Subject.objects.get(pk=Strategy.objects.get().pk)
    spoken = [event.payload.data for event in Event.objects.filter(subject=strategy).select_related("payload")]
    spoken += [event.payload.data for event in Event.objects.filter(subject=deal.pk).select_related("payload")]
    assert "请院士站台" not in str(spoken) and "'member'" not in str(spoken)


def test_versions_are_kept_and_compared(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    lines.create_line(actor=ar, project=deal.pk, sheet="promotion", text="开技术交流会")
    first = versions.freeze(actor=ar, project=deal.pk)
    with pytest.raises(Conflict):
        versions.freeze(actor=ar, project=deal.pk)
    lines.create_line(actor=ar, project=deal.pk, sheet="channel", text="找设计院")
    assert standing(ar, deal).changed_since == 1
    assert versions.freeze(actor=ar, project=deal.pk).number == 2
    take_back(cast)
    assert list(StrategyVersion.objects.values_list("number", flat=True)) == [1]
    assert "找设计院" not in str(snapshot.of(ar, first, deal))
    name, body = versions.export_strategy(actor=ar, project=deal.pk)
    assert name.endswith(".docx") and body[:2] == b"PK" and Event.objects.filter(verb="strategy.exported").exists()


def test_who_may(cast: Cast, deal: Project) -> None:
    ar = cast.actor("ar")
    made = needs.create_need(actor=ar, project=deal.pk, text="一")
    for part, why in (("stranger", (Missing, Invalid)), ("teammate", (Forbidden,)), ("guest", (Forbidden,))):
        actor = cast.actor(part)
        with pytest.raises(why):
            needs.create_need(actor=actor, project=deal.pk, text="二")
        with pytest.raises((*why, Invalid)):
            needs.update_need(actor=actor, need=made.pk, text="二")
    assert Need.objects.visible_to(cast.actor("teammate")).exists()
    for part in ("stranger", "guest"):
        assert not Need.objects.visible_to(cast.actor(part)).exists()
    assert Subject.objects.visible_to(cast.actor("teammate")).filter(type="strategy").exists()
    assert not Subject.objects.visible_to(cast.actor("stranger")).filter(type="strategy").exists()
    update_project(actor=ar, project=deal.pk, title="改了名")
    assert Strategy.objects.get().title == "改了名"
    assert Money(1) == Money(1)


def test_a_row_of_another_project_is_refused(cast: Cast, deal: Project) -> None:
    ar: Any = cast.actor("ar")
    other = needs.create_need(actor=ar, project=make_deal(cast, "另一个").pk, text="一")
    with pytest.raises(Refused):
        lines.create_line(actor=ar, project=deal.pk, sheet="entry", text="二", need=other.pk)
