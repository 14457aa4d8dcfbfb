"""Projects on their way through decision points, in a company that asks for evidence."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.domain.gates.actions.evidence import set_evidence
from pursuit.domain.gates.models import ChecklistItem, EvidenceKind
from pursuit.domain.gates.queries import points
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.files import attach_file
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.plumbing.gates import shipped_points


@pytest.fixture(autouse=True)
def gated(cast: Cast) -> None:
    shipped_points()


def stage_of(project: Project, code: str) -> Stage:
    return Stage.objects.get(version=project.version_id, code=code)


def fresh(project: Project) -> Project:
    return Project.objects.select_related("version", "stage", "subject").get(pk=project.pk)


def make(cast: Cast, grade: str = "c", title: str = "地铁信号改造") -> Project:
    actor = cast.actor("ar")
    account = create_account(actor=actor, title=f"{title}业主")
    row = create_project(
        actor=actor, title=title, account=account.pk, grade=grade, amount=Money(500_000_000), objective="签下信号改造",
        expected_sign_on=clock.today() + timedelta(days=90),
    )  # fmt: skip
    return fresh(row)


@pytest.fixture
def deal(cast: Cast) -> Project:
    return make(cast)


def prove(cast: Cast, project: Project, point: str) -> None:
    """Everything people can prove at a point, by what each kind of claim asks for; facts are waived elsewhere."""
    actor = cast.actor("ar")
    visit = create_visit(
        actor=actor, title="拜访", account=project.account_id, happened_at=clock.now(), kind="visit", summary="真实需求"
    )
    upload = SimpleUploadedFile("证明.pdf", b"%PDF-1.4\n%...", content_type="application/pdf")
    file = attach_file(actor=actor, subject=project.pk, file=upload)
    for item in ChecklistItem.objects.filter(point=point, active=True).exclude(kind=EvidenceKind.FACT):
        behind = {
            EvidenceKind.DOCUMENT: {"file": file.pk},
            EvidenceKind.VISIT: {"source": visit.pk},
            EvidenceKind.FIGURE: {"figure": 95},
        }.get(EvidenceKind(item.kind), {})
        set_evidence.run(actor, {"project": project.pk, "item": item.pk, "text": "客户确认", **behind})


def state(project: Project, code: str) -> points.Point:
    found = points.point(fresh(project), code)
    assert found is not None
    return found
