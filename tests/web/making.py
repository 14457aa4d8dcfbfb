"""Makers of projects for page tests, through the actions people use."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.chain.actions.members import add_chain_member
from pursuit.domain.chain.models import ChainMember
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.actions.team import add_member
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock
from pursuit.kernel.money import Money
from tests.cast import Cast


def enter(client: Client, cast: Cast, part: str) -> Client:
    client.force_login(cast.users[part])
    return client


def make_deal(cast: Cast, title: str = "变电站监控系统", **more: object) -> Project:
    """The AR's deal, ready for the first decision point."""
    actor = cast.actor("ar")
    account = create_account(actor=actor, title=f"{title}的客户")
    given: dict[str, object] = {
        "title": title,
        "account": account.pk,
        "grade": "c",
        "amount": Money(300_000_000),
        "expected_sign_on": clock.today() + timedelta(days=60),
        "next_step": "拜访总工",
        "next_step_on": clock.today() + timedelta(days=3),
        "margin_percent": 32,
    }
    row = create_project.run(actor, given | more)
    return Project.objects.get(pk=row.pk)


def with_triangle(cast: Cast, row: Project) -> Project:
    for part in ("sr", "fr"):
        add_member(actor=cast.actor("ar"), project=row.pk, user=cast.users[part].pk, role=part)
    return row


def with_chain(cast: Cast, row: Project, many: int = 2) -> list[ChainMember]:
    return [
        add_chain_member(
            actor=cast.actor("ar"), project=row.pk, name=f"人物{at}", department="科技部", role="decider",
            support=2, influence=7,
        )
        for at in range(many)
    ]  # fmt: skip


def stage_of(row: Project, code: str) -> Stage:
    return Stage.objects.get(version=row.version_id, code=code)


def cost(client: Client, url: str, **headers: str) -> int:
    """Queries of a page once the process knows what changes slowly."""
    client.get(url, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url, headers=headers).status_code == 200, url
    return len(queries)
