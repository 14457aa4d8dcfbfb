"""Creating and changing projects: numbers, money, dates, rights, versions, undo."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.models import Account
from pursuit.domain.methods.models import Method
from pursuit.domain.projects.actions.projects import (
    create_project,
    delete_project,
    restore_project,
    set_next_step,
    update_project,
)
from pursuit.domain.projects.models import ExpectedDateChange, Project, StageMove, TeamMember
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.kernel import undo
from pursuit.kernel.clock import today
from pursuit.kernel.context import context
from pursuit.kernel.errors import Forbidden, Invalid, Refused, Stale
from pursuit.kernel.listing import page, read_query, totals
from pursuit.kernel.models import Event, ExchangeRate, Share, Subject
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.projects.conftest import soon


def test_a_new_deal(cast: Cast, deal: Project) -> None:
    assert deal.code == f"SP-{today().year}-0001"
    assert (deal.kind, deal.stage.code, deal.status, deal.probability) == ("deal", "qualify", "active", 10)
    assert deal.amount_base == 300_000_000
    assert deal.original_expected_sign_on == deal.expected_sign_on
    assert deal.next_step_owner_id == cast.ar.pk
    assert StageMove.objects.get(project=deal).to_stage.code == "qualify"
    assert TeamMember.objects.get(project=deal, role="ar").user_id == cast.ar.pk


def test_an_initiative_has_no_amount_and_a_director(cast: Cast) -> None:
    method = Method.objects.get(code="initiative")
    row = create_project(actor=cast.actor("manager"), title="满意度提升专项", method=method.pk)
    assert (row.kind, row.stage.code) == ("initiative", "charter")
    assert TeamMember.objects.get(project=row).role == "pd"


def test_foreign_money_is_kept_with_its_rate(cast: Cast, deal: Project) -> None:
    with pytest.raises(Refused) as no:
        update_project(actor=cast.actor("ar"), project=deal.pk, amount=Money(100_00, "USD"))
    assert no.value.code == "no_rate"
    rate = ExchangeRate.objects.create(currency="USD", day=today(), rate_e8=720_000_000)
    update_project(actor=cast.actor("ar"), project=deal.pk, amount=Money(100_00, "USD"))
    deal.refresh_from_db()
    assert (deal.amount_base, deal.rate_id, deal.amount_currency) == (72_000, rate.pk, "USD")


def test_a_moved_sign_date_is_a_row_and_a_slip_only_when_later(cast: Cast, deal: Project) -> None:
    actor = cast.actor("ar")
    first = deal.expected_sign_on
    update_project(actor=actor, project=deal.pk, expected_sign_on=soon(90), reason="招标推迟")
    update_project(actor=actor, project=deal.pk, expected_sign_on=soon(80))
    deal.refresh_from_db()
    assert (deal.slip_count, deal.original_expected_sign_on) == (1, first)
    assert list(ExpectedDateChange.objects.values_list("reason", flat=True)) == ["招标推迟", ""]


def test_the_margin_is_a_field_right(cast: Cast, deal: Project) -> None:
    with pytest.raises(Forbidden):
        update_project(actor=cast.actor("fr"), project=deal.pk, margin_percent=10)
    assert "margin_percent" in PROJECTS.columns_for(cast.actor("ar"))
    assert "margin_percent" not in PROJECTS.columns_for(cast.actor("guest"))


@pytest.mark.parametrize(
    ("part", "sees", "edits"),
    [
        ("ar", True, True),
        ("sr", True, True),  # core team, by share
        ("teammate", True, False),
        ("manager", True, True),
        ("director", True, True),
        ("finance", True, False),
        ("guest", True, False),
        ("stranger", False, False),
    ],
)
def test_who_sees_and_edits(cast: Cast, deal: Project, part: str, sees: bool, edits: bool) -> None:
    actor = cast.actor(part)
    assert Project.objects.visible_to(actor).exists() is sees
    if edits:
        update_project(actor=actor, project=deal.pk, objective="三季度签下")
    else:
        with pytest.raises((Forbidden, Invalid)):
            update_project(actor=actor, project=deal.pk, objective="三季度签下")


def test_a_stranger_gets_the_answer_of_an_unknown_id(cast: Cast, deal: Project) -> None:
    answers = []
    for pk in (deal.pk, 999_999):
        with pytest.raises(Invalid) as no:
            set_next_step(actor=cast.actor("stranger"), project=pk, next_step="x")
        answers.append((no.value.code, str(no.value.message)))
    assert answers[0] == answers[1]


def test_an_account_one_cannot_see_is_refused(cast: Cast, deal: Project) -> None:
    theirs = create_account(actor=cast.actor("stranger"), title="北京地铁")
    with pytest.raises(Invalid) as no:
        update_project(actor=cast.actor("ar"), project=deal.pk, account=theirs.pk)
    assert no.value.field == "account"


def test_versions_and_undo(cast: Cast, deal: Project) -> None:
    actor = cast.actor("ar")
    version = Subject.objects.get(pk=deal.pk).version
    update_project(actor=actor, project=deal.pk, version=version, amount=Money(500), expected_sign_on=soon(100))
    with pytest.raises(Stale):
        update_project(actor=actor, project=deal.pk, version=version, grade="a")
    undo.undo(actor, Event.objects.filter(subject=deal.pk).latest("pk").pk)
    deal.refresh_from_db()
    assert (deal.amount, deal.amount_base, deal.expected_sign_on) == (300_000_000, 300_000_000, soon())
    set_next_step(actor=actor, project=deal.pk, next_step="报价", next_step_on=soon(1))
    undo.undo(actor, Event.objects.filter(subject=deal.pk).latest("pk").pk)
    assert Project.objects.get(pk=deal.pk).next_step == "拜访总工"


def test_a_deleted_project_takes_its_shares_along_and_brings_them_back(cast: Cast, deal: Project) -> None:
    count = Share.objects.count()
    delete_project(actor=cast.actor("ar"), project=deal.pk)
    assert not Share.objects.exists()
    with pytest.raises(Forbidden):
        delete_project(actor=cast.actor("fr"), project=create_project(actor=cast.actor("ar"), title="乙").pk)
    Share.objects.all().delete()
    restore_project(actor=cast.actor("ar"), project=deal.pk)
    assert Share.objects.count() == count


def test_only_an_import_starts_later(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        create_project(actor=cast.actor("ar"), title="甲", stage="bid")
    operations = cast.actor("operations")
    with context(operations, original_author=cast.ar.pk, source="zoho"):
        row = create_project(actor=operations, title="甲", stage="bid", source_id="z1", owner=cast.ar.pk)
    assert (row.stage.code, StageMove.objects.get(project=row).recorded_as_imported) == ("bid", True)


def test_the_list(cast: Cast, deal: Project, account: Account) -> None:
    actor = cast.actor("ar")
    for number in range(30):
        create_project(actor=actor, title=f"项目 {number}", account=account.pk, amount=Money(number * 100))
    everything = ",".join(PROJECTS.columns_for(actor))
    query = read_query(PROJECTS, actor, {"cols": everything, "size": "25"}, strict=True)
    assert len(PROJECTS.columns) > 20
    with CaptureQueriesContext(connection) as queries:
        found = page(PROJECTS, actor, query)
    assert len(found.rows) == 25
    assert len(queries) <= 5
    assert totals(PROJECTS, actor, query).count == 31
    mine = read_query(PROJECTS, actor, {"f.stage_code.eq": "qualify", "f.expected_sign_on.empty": "0"}, strict=True)
    assert [row.title for row in page(PROJECTS, actor, mine).rows] == ["变电站监控系统"]
    sort = read_query(PROJECTS, actor, {"sort": "-amount_base", "size": "25"}, strict=True)
    assert page(PROJECTS, actor, sort).rows[0].title == "变电站监控系统"
