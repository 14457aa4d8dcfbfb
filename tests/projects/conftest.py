"""Makers of projects, through the actions people use."""

from datetime import date, timedelta

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.actions.team import add_member
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.money import Money
from tests.cast import Cast


def soon(days: int = 60) -> date:
    return clock.today() + timedelta(days=days)


def stage_of(project: Project, code: str) -> Stage:
    return Stage.objects.get(version=project.version_id, code=code)


@pytest.fixture
def account(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="华东电力公司")


@pytest.fixture
def deal(cast: Cast, account: Account) -> Project:
    """Ready for the first decision point, with its iron triangle."""
    actor = cast.actor("ar")
    project = create_project(
        actor=actor,
        title="变电站监控系统",
        account=account.pk,
        grade="c",
        amount=Money(300_000_000),
        expected_sign_on=soon(),
        next_step="拜访总工",
        next_step_on=soon(3),
        margin_percent=32,
    )
    add_member(actor=actor, project=project.pk, user=cast.sr.pk, role="sr")
    add_member(actor=actor, project=project.pk, user=cast.fr.pk, role="fr")
    return Project.objects.get(pk=project.pk)
