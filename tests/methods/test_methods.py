"""Methods: copy, draft, publish; running projects keep their version."""

import pytest

from pursuit.domain.methods.actions.methods import create_method, edit_method, publish_method, retire_method
from pursuit.domain.methods.models import Method, Stage
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.actions.seed import seed
from pursuit.kernel.errors import Conflict, Forbidden, Refused
from pursuit.kernel.models import ApprovalRoute
from tests.cast import Cast

TWO = [{"code": "talk", "name": "交流", "probability": 20}, {"code": "sign", "name": "签约", "category": "won"}]


def test_shipped_methods_are_written_once(cast: Cast) -> None:
    before = (Method.objects.count(), Stage.objects.count(), ApprovalRoute.objects.count())
    seed()
    assert before == (Method.objects.count(), Stage.objects.count(), ApprovalRoute.objects.count())
    assert before[0] == 5
    tender = Method.objects.get(code="tender")
    points = [stage.point_code for stage in Stage.objects.filter(version__method=tender) if stage.point_code]
    assert points == ["ATI", "ATB", "ATC", "AT-close"]


def test_a_running_project_keeps_its_version(cast: Cast) -> None:
    admin = cast.actor("admin")
    method = create_method(actor=admin, code="short", name="短流程", stages=TWO)
    with pytest.raises(Refused):
        create_project(actor=cast.actor("ar"), title="甲", method=method.pk)
    publish_method(actor=admin, method=method.pk)
    old = create_project(actor=cast.actor("ar"), title="甲", method=method.pk)
    edit_method(actor=admin, method=method.pk, stages=[{"code": "start", "name": "开始"}, *TWO])
    assert create_project(actor=cast.actor("ar"), title="乙", method=method.pk).stage.code == "talk"
    publish_method(actor=admin, method=method.pk)
    new = create_project(actor=cast.actor("ar"), title="丙", method=method.pk)
    old.refresh_from_db()
    assert (old.version.number, old.stage.code) == (1, "talk")
    assert (new.version.number, new.stage.code) == (2, "start")
    with pytest.raises(Conflict):
        publish_method(actor=admin, method=method.pk)


def test_copy_and_retire(cast: Cast) -> None:
    admin = cast.actor("admin")
    tender = Method.objects.get(code="tender")
    copy = create_method(actor=admin, code="tender-small", name="小额招投标", copy_of=tender.pk)
    assert list(Stage.objects.filter(version__method=copy).values_list("code", "required")) == list(
        Stage.objects.filter(version__method=tender).values_list("code", "required")
    )
    publish_method(actor=admin, method=copy.pk)
    retire_method(actor=admin, method=copy.pk)
    with pytest.raises(Refused):
        create_project(actor=cast.actor("ar"), title="甲", method=copy.pk)


@pytest.mark.parametrize(
    ("stages", "code"),
    [
        ([TWO[0], TWO[0]], "duplicate_stage"),
        ([{**TWO[0], "required": ["password"]}], "unknown_field"),
        ([TWO[1]], "first_stage"),
    ],
)
def test_bad_stages_are_refused(cast: Cast, stages: list, code: str) -> None:
    with pytest.raises(Refused) as no:
        create_method(actor=cast.actor("admin"), code="bad", name="坏", stages=stages)
    assert no.value.code == code


def test_methods_are_not_everybodys(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        create_method(actor=cast.actor("manager"), code="x1", name="甲", stages=TWO)
