"""Pages of budgets and expenses: the standing questions, a photo from the phone, what must not be shown."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.budgets.actions.commitments import add_commitment
from pursuit.domain.budgets.actions.lines import add_line
from pursuit.domain.budgets.models import Budget, Commitment, Expense, Reallocation
from pursuit.domain.hours.actions.entries import log_time
from pursuit.domain.hours.models import TimeSheet
from pursuit.domain.people.actions.planning import set_cost_rate
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.kernel import clock, revision
from pursuit.kernel.models import Approval, RoleRight, StoredFile
from pursuit.kernel.money import Money
from tests.budgets.money import Ours, ours
from tests.cast import Cast
from tests.web.customers_cast import enter

SHEET = {"HX-Request": "true", "HX-Target": "sheet-host"}
LISTS = ("/budgets/", "/expenses/")
PAGES = ("/budgets/{b}", "/projects/{p}/budget")
EDIT = (
    "/budgets/{b}/submission", "/budgets/{b}/lines/new", "/budgets/lines/{l}", "/budgets/lines/{l}/reallocation",
    "/budgets/lines/{l}/commitments/new", "/budgets/commitments/{c}/consumption",
)  # fmt: skip
POSTS = (
    "/budgets/{b}/deletion", "/budgets/{b}/release", "/budgets/lines/{l}/removal", "/budgets/commitments/{c}/reopening",
    "/budgets/commitments/{c}/cancellation", "/projects/{p}/budget/new", "/expenses/{e}/submission",
    "/expenses/{e}/deletion",
)  # fmt: skip


@dataclass
class World:
    found: Ours
    promise: Commitment
    spent: Expense

    def path(self, pattern: str) -> str:
        return pattern.format(
            b=self.found.row.pk, p=self.found.project.pk, l=self.found.line().pk, c=self.promise.pk, e=self.spent.pk
        )


@pytest.fixture
def world(cast: Cast) -> World:
    found = ours(cast)
    held = add_commitment(actor=cast.actor("ar"), line=found.line().pk, what="展位", amount=Money(10_000))
    return World(found, held, found.spend(12_345))


@pytest.mark.parametrize("path", (*LISTS, *PAGES, *EDIT, "/expenses/new", "/expenses/{e}", "/expenses/{e}/edit"))
def test_works(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 200


@pytest.mark.parametrize("path", (*PAGES, *EDIT, "/expenses/{e}", "/expenses/{e}/edit"))
def test_a_stranger_gets_404(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "stranger")
    assert client.get(world.path(path)).status_code == 404
    assert client.get(path.format(b=98765, p=98765, l=98765, c=98765, e=98765)).status_code == 404


@pytest.mark.parametrize("path", EDIT)
def test_a_teammate_only_looks(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "teammate").get(world.path(PAGES[0])).status_code == 200
    assert client.get(world.path(path)).status_code == 403
    assert client.get(world.path("/expenses/{e}")).status_code == 404


@pytest.mark.parametrize("path", (*LISTS, *EDIT, "/budgets/thresholds", "/expenses/new"))
def test_a_guest_gets_403(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "guest").get(world.path(path)).status_code == 403


@pytest.mark.parametrize("path", POSTS)
def test_wrong_method(client: Client, cast: Cast, world: World, path: str) -> None:
    part = "manager" if "release" in path else "ar"
    assert enter(client, cast, part).get(world.path(path)).status_code == 405


def test_a_project_without_one_says_what_to_do(client: Client, cast: Cast, world: World) -> None:
    other = create_project(actor=cast.actor("ar"), title="另一个", account=world.found.project.account_id).pk
    page = enter(client, cast, "ar").get(f"/projects/{other}/budget").content.decode()
    assert f"/projects/{other}/budget/new" in page
    assert client.post(f"/projects/{other}/budget/new").status_code == 303
    assert Budget.objects.filter(project=other).exists()
    assert client.get(f"/projects/{other}/budget").status_code == 200


def test_an_expense_from_the_phone(client: Client, cast: Cast, world: World) -> None:
    """With a photo, handed in at once; what is refused is shown again as it was typed."""
    enter(client, cast, "ar")
    form = client.get(world.path("/expenses/new?project={p}")).content.decode()
    assert 'capture="environment"' in form and 'accept="image/*"' in form and "presales_labour" not in form
    photo = SimpleUploadedFile("票.png", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "image/png")
    sent = {
        "project": world.found.project.pk, "kind": "travel", "amount": "999999", "day": str(clock.today()),
        "note": "出租车票", "submit": "true", "file": photo,
    }  # fmt: skip
    refused = client.post("/expenses/new", sent)
    assert refused.status_code == 422 and "出租车票" in refused.content.decode() and Expense.objects.count() == 1
    photo.seek(0)
    assert client.post("/expenses/new", sent | {"amount": "88.50"}).status_code == 303
    made = Expense.objects.get(note="出租车票")
    assert (made.state, made.amount) == ("submitted", 8_850)
    assert StoredFile.objects.get(subject=made.pk).name == "票.png"
    waiting = Approval.objects.get(state="pending")
    enter(client, cast, "manager")
    page = client.get(f"/approvals/{waiting.pk}").content.decode()
    assert "出租车票" in page and "票.png" in page
    assert client.post(f"/approvals/{waiting.pk}/decision", {"approved": "yes"}).status_code == 303
    enter(client, cast, "finance")
    assert client.post(f"/approvals/{waiting.pk}/decision", {"approved": "yes"}).status_code == 303
    made.refresh_from_db()
    assert made.state == "approved"
    sent = {"paid_on": str(clock.today())}
    assert client.post(f"/expenses/{made.pk}/payment", sent, headers=SHEET).status_code == 204
    made.refresh_from_db()
    assert made.state == "paid"


def test_by_hand(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    sent = {"target": world.found.line("hospitality").pk, "amount": "100", "reason": "改为来访"}
    url = world.path("/budgets/lines/{l}/reallocation")
    assert client.post(url, sent | {"amount": "100000"}, headers=SHEET).status_code == 422
    assert client.post(url, sent, headers=SHEET).status_code == 204
    assert Reallocation.objects.get().amount == 10_000
    assert client.post(world.path("/budgets/commitments/{c}/cancellation")).status_code == 303
    assert client.post(world.path("/budgets/lines/{l}"), {"amount": "2000"}, headers=SHEET).status_code == 204
    assert world.found.fresh().state == "draft"
    assert client.post(world.path("/budgets/{b}/submission"), {"reason": "追加"}, headers=SHEET).status_code == 204
    waiting = Approval.objects.get(state="pending").pk
    enter(client, cast, "manager")
    assert "追加" in client.get(f"/approvals/{waiting}").content.decode()
    client.post(f"/approvals/{waiting}/decision", {"approved": "yes"})
    assert client.post(world.path("/budgets/{b}/freezing"), {"reason": "暂停投入"}, headers=SHEET).status_code == 204
    page = enter(client, cast, "ar").get(world.path("/projects/{p}/budget")).content.decode()
    assert "暂停投入" in page
    assert client.post(world.path("/budgets/{b}/release")).status_code == 403


SECRET = ("7,777", "7777.77", "777777", "1.56 万", "15,555.54", "1555554")
LOOKS = (
    "/budgets/{b}", "/projects/{p}/budget", "/budgets/", "/records/{b}/history", "/lists/budgets/totals",
    "/lists/budgets/export", "/api/v1/budgets", "/api/v1/budgets/{b}", "/search?q=预算", "/approvals/{a}",
)  # fmt: skip


def test_the_cost_of_labour_never_leaves_without_the_right(client: Client, cast: Cast, world: World) -> None:
    """Page, tab, list, export, history, REST, search, approval; and it is there for those who may see it."""
    day = clock.today() - timedelta(days=clock.today().weekday() + 7)
    set_cost_rate(actor=cast.actor("finance"), user=cast.ar.pk, amount=Money(777_777), since=day)
    log_time(actor=cast.actor("ar"), about=world.found.project.pk, day=day, minutes=120)
    TimeSheet.objects.update(state="approved")
    asked = Approval.objects.filter(subject=world.found.row.pk).first()
    assert asked is not None

    def told(part: str) -> list[str]:
        enter(client, cast, part)
        found = []
        for path in LOOKS:
            url = world.path(path.replace("{a}", str(asked.pk)))
            answer = client.post(url, {"format": "csv"}) if "export" in path else client.get(url)
            assert answer.status_code == 200, (part, path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            found += [path for one in SECRET if one in body.decode("utf-8", "replace")]
        return found

    for part in ("ar", "manager", "director"):
        assert told(part) == [], part
    assert "/budgets/{b}" in told("admin")
    # One right alone is not enough.
    RoleRight.objects.create(role_id=RoleRight.objects.filter(role__code="seller").values_list("role", flat=True)[0],
                             right="budgets.cost", scope="all")  # fmt: skip
    revision.forget_all()
    assert told("ar") == []


def test_margins_are_not_shown_by_the_stop_loss(client: Client, cast: Cast, world: World) -> None:
    update_project(actor=cast.actor("ar"), project=world.found.project.pk, amount=Money(100_000_000), margin_percent=23)
    page = world.path("/projects/{p}/budget")
    assert 'id="stop-loss"' in enter(client, cast, "ar").get(page).content.decode()
    RoleRight.objects.filter(role__code="seller", right="projects.field.margin").delete()
    revision.forget_all()
    assert 'id="stop-loss"' not in enter(client, cast, "ar").get(page).content.decode()


@pytest.mark.parametrize("path", (*PAGES, *LISTS))
def test_queries_do_not_grow_with_the_rows(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "ar")
    url = world.path(path)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    found, ar = world.found, cast.actor("ar")
    for at in range(4):
        found.spend(100 + at)
        add_commitment(actor=ar, line=found.line().pk, what=f"展位{at}", amount=Money(100))
    for at in range(3):
        add_line(actor=ar, budget=found.row.pk, kind="travel", amount=Money(10), span="month",
                 day=clock.today() + timedelta(days=40 * at))  # fmt: skip
    client.get(url)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few) + 2 and len(few) < 70, (len(few), len(many))
