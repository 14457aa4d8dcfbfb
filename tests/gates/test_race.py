"""Two people answer the same question about a decision point at the same moment."""

import pytest

from pursuit.domain.gates.models import Passage
from pursuit.domain.projects.models import StageMove
from pursuit.kernel.approvals import decide_approval
from pursuit.kernel.errors import Conflict
from pursuit.kernel.models import Approval
from tests.cast import Cast
from tests.gates.conftest import fresh, make, prove
from tests.gates.test_points import ask, waive_facts
from tests.kernel.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("yes", [(True, True), (True, False)])
def test_two_approvers_never_decide_twice(cast: Cast, yes: tuple[bool, bool]) -> None:
    cast.users["sr"].memberships.update(is_head=True)
    deal = make(cast)
    prove(cast, deal, "ATI")
    waive_facts(cast, deal, "ATI")
    approval = ask(cast, deal, "shape")
    deciders = [cast.actor("manager"), cast.actor("sr")]
    answers = at_once(
        *(
            lambda actor=actor, said=said: decide_approval(
                actor=actor, approval=approval, approved=said, comment="看过"
            )
            for actor, said in zip(deciders, yes, strict=True)
        )
    )
    assert sorted(type(one).__name__ for one in answers) == sorted([Approval.__name__, Conflict.__name__])
    passed = Approval.objects.get(pk=approval).state == "approved"
    assert StageMove.objects.filter(project=deal, to_stage__code="shape").count() == int(passed)
    assert Passage.objects.filter(project=deal).count() == int(passed)
    assert fresh(deal).stage.code == ("shape" if passed else "qualify")
