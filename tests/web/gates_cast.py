"""A project before its first decision point, in a company that asks for evidence, and the ways on from there."""

from datetime import timedelta

import pytest

from pursuit.domain.gates.actions.evidence import set_evidence, waive
from pursuit.domain.gates.actions.reviews import open_review
from pursuit.domain.gates.models import ChecklistItem, Review
from pursuit.domain.projects.actions.stages import move_stage
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.approvals import decide_approval
from tests.cast import Cast
from tests.gates.conftest import prove, state
from tests.plumbing.gates import shipped_points
from tests.web.making import make_deal, stage_of, with_triangle

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}


@pytest.fixture
def deal(cast: Cast) -> Project:
    """Of grade C: no review is asked of it. SR and FR are named."""
    shipped_points()
    return with_triangle(cast, make_deal(cast, "地铁信号改造", objective="签下信号改造"))


@pytest.fixture
def review(cast: Cast, deal: Project) -> Review:
    return call(cast, deal)


def call(cast: Cast, deal: Project) -> Review:
    """Open on ATI, the manager in the chair, SR and director beside."""
    return open_review(
        actor=cast.actor("ar"), project=deal.pk, point="ATI", held_on=clock.today(), chair=cast.manager.pk,
        participants=[cast.sr.pk, cast.director.pk], agenda="是否立项",
    )  # fmt: skip


def ready(cast: Cast, deal: Project, point: str = "ATI") -> Project:
    """Everything is proved; what the system does not find so is waived."""
    prove(cast, deal, point)
    for line in state(deal, point).lines:
        if line.stops:
            waive(actor=cast.actor("director"), project=deal.pk, point=point, what=line.item.code, reason="另行核实")
    return deal


def through(cast: Cast, deal: Project) -> Project:
    """Past ATI."""
    ready(cast, deal)
    made = move_stage(actor=cast.actor("ar"), project=deal.pk, stage=stage_of(deal, "shape").pk)
    assert made.approval is not None
    decide_approval(actor=cast.actor("manager"), approval=made.approval.pk, approved=True)
    return Project.objects.get(pk=deal.pk)


def prove_until(cast: Cast, deal: Project, days: int, code: str = "ati-time") -> None:
    """A proof that ends in so many days."""
    item = ChecklistItem.objects.get(code=code)
    until = clock.today() + timedelta(days=days)
    actor = cast.actor("ar")
    set_evidence(actor=actor, project=deal.pk, item=item.pk, text="招标计划已公布", expires_on=until)
