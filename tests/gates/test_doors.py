"""Page, board, REST, many at once and an import meet the same decision point."""

from pathlib import Path

import pytest
from django.test import Client

from pursuit.domain.gates.models import Passage
from pursuit.domain.gates.queries import points
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project, StageMove
from pursuit.integrations.intake.plan import parse
from pursuit.kernel import bulk
from pursuit.kernel.errors import Forbidden, Invalid
from pursuit.kernel.models import Approval
from tests.cast import Cast
from tests.gates.conftest import fresh, make, prove, stage_of
from tests.gates.test_points import waive_facts
from tests.integrations.intake.tables import bring, counts, write
from tests.rest.conftest import Calls, caller, fresh_limits

__all__ = ["caller", "fresh_limits"]


def untouched(project: Project) -> bool:
    """Where it was, and nobody was asked for anything."""
    return (
        fresh(project).stage.code == "qualify"
        and not Passage.objects.filter(project=project).exists()
        and not Approval.objects.filter(subject=project.subject).exists()
    )


def test_the_page_and_the_board_show_what_is_missing_and_move_nothing(cast: Cast, deal: Project) -> None:
    client = Client()
    client.force_login(cast.ar)
    shape = stage_of(deal, "shape")
    asked = {"stage": str(shape.pk)}
    page = client.post(f"/projects/{deal.pk}/stage", asked)
    assert page.status_code == 422 and "需求真实" in page.content.decode()
    dropped = client.post(f"/projects/{deal.pk}/stage", asked | {"dropped": "1"}, headers={"HX-Request": "true"})
    assert "需求真实" in dropped.content.decode()
    assert untouched(deal)


def test_rest_names_every_claim(cast: Cast, deal: Project, caller: Calls) -> None:
    refused = caller("ar")("POST", f"/projects/{deal.pk}/move-stage", {"stage": stage_of(deal, "shape").pk})
    assert refused.status_code == 422
    assert "evidence.ati-need" in refused.content.decode()
    history = {"stage": stage_of(deal, "shape").pk, "imported": True}
    assert caller("admin")("POST", f"/projects/{deal.pk}/move-stage", history).status_code == 403
    assert untouched(deal)


def test_many_at_once_are_refused_one_by_one(cast: Cast, deal: Project) -> None:
    deals = [deal, make(cast, title="码头改造")]
    rows = [{"project": one.pk, "stage": stage_of(one, "shape").pk} for one in deals]
    results = list(bulk.run(move_stage, cast.actor("ar"), rows))
    assert [isinstance(one.refused, Invalid) for one in results] == [True, True]
    assert all(map(untouched, deals))


def test_the_list_moves_those_that_may_and_says_why_not_of_the_others(cast: Cast, deal: Project) -> None:
    ready = make(cast, title="码头改造")
    prove(cast, ready, "ATI")
    waive_facts(cast, ready, "ATI")
    client = Client()
    client.force_login(cast.ar)
    page = client.post("/projects/bulk/stage", {"pick": [deal.pk, ready.pk, 99_999]}).content.decode()
    assert page.count("chip-sound") == page.count("chip-act") == 1
    assert "需求真实" in page, "the claim that is not proved"
    assert "已提交审批" in page, "asked for, not moved"
    assert untouched(deal)
    assert Approval.objects.get().subject_id == ready.pk


def test_two_points_are_not_jumped_in_one_go(cast: Cast, deal: Project) -> None:
    for stage in ("bid", "sign"):
        with pytest.raises(Invalid) as no:
            move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, stage).pk)
        assert no.value.faults["stage"][0] == "decision_point", "the first point on the way comes first"
    assert untouched(deal)


def test_nobody_but_an_import_tells_the_past(cast: Cast, deal: Project) -> None:
    for part, kind in (("admin", Forbidden), ("director", Invalid)):
        with pytest.raises(kind):
            move_stage(actor=cast.actor(part), project=deal.pk, stage=stage_of(deal, "bid").pk, imported=True)
    assert untouched(deal)


def test_an_import_begins_behind_a_point_and_never_moves_past_one(cast: Cast, tmp_path: Path) -> None:
    columns = {"项目名称": "title", "客户": "account", "阶段": "stage", "负责人": "owner"}
    plan = parse({"source": "old", "table": [{"match": "*", "kind": "project", "id": ["编号"], "columns": columns}]})
    head = ("编号", "项目名称", "客户", "阶段", "负责人")
    begun = write(tmp_path / "a.csv", [head, ("1", "水厂改造", "江宁水务", "标前引导", "安然")])
    assert counts(bring(cast.actor("admin"), plan, begun), "project") == (1, 0, 0, 0)
    row = Project.objects.select_related("stage", "version", "subject").get(subject__source_id="1")
    states = {one.code: one.state for one in points.points(row)}
    assert (row.stage.code, states["ATI"], states["ATB"]) == ("shape", "imported", "next")
    assert StageMove.objects.filter(project=row, recorded_as_imported=True).count() <= 1
    later = write(tmp_path / "b.csv", [head, ("1", "水厂改造二期", "江宁水务", "谈判", "安然")])
    done = bring(cast.actor("admin"), plan, later)
    again = fresh(row)
    assert again.stage.code == "shape", "the file says 谈判, the decision point says no"
    assert again.subject.title == "水厂改造二期", counts(done, "project")
    assert not Passage.objects.filter(project=row).exists()
