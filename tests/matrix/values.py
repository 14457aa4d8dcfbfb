"""Values that a call of the matrix needs from the world: functions that are asked after the steps of BEFORE."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.kernel import clock, paper
from pursuit.kernel.paper import Paper

if TYPE_CHECKING:
    from tests.matrix.world import World

Value = Callable[["World"], Any]


def other(kind: str) -> Value:
    """The AR's second record of a type."""
    return lambda world: world.others[kind]


def fresh(kind: str) -> Value:
    """A record of the AR's that nothing hangs on."""
    return lambda world: world.fresh(kind)


def pair(kind: str, at: int) -> Value:
    """One of two records of the AR's that wait for a merge."""
    return lambda world: world.pairs[kind][at]


def nth(model: str, at: int) -> Value:
    """The id of a row, by the order of making; -1 is the newest."""

    def find(_world: "World") -> int:
        return list(apps.get_model(model)._default_manager.order_by("pk").values_list("pk", flat=True))[at]

    return find


def deleted(kind: str) -> Value:
    return lambda world: world.deleted[kind]


def user(part: str) -> Value:
    return lambda world: world.cast.users[part].pk


def past_project(world: "World") -> list[dict[str, Any]]:
    return [{"at": clock.now(), "by": world.cast.users["ar"].pk, "data": {"title": "旧项目"}}]


def past_visit(world: "World") -> list[dict[str, Any]]:
    who, when = world.cast.users["ar"].pk, clock.now()
    data = {"account": world.records["account"], "kind": "visit", "happened_at": when}
    return [
        {
            "at": when,
            "by": who,
            "data": data,
            "promises": [{"at": when, "by": who, "data": {"whose": "ours", "text": "回复"}}],
        }
    ]


def run_out(world: "World") -> int:
    """A quote the customer has, whose last day was yesterday."""
    world.run("offers.update_quote", "ar", valid_until=clock.today())
    made = world.run("offers.issue_quote", "ar").pk
    yesterday = clock.today() - timedelta(days=1)
    apps.get_model("offers.Quote")._default_manager.filter(pk=made).update(valid_until=yesterday)
    return int(made)


KEPT_CHECK = {"list": "", "title": "签章", "place": 1, "done": False, "due_on": None, "user": None, "key": ""}


def paper_file(_world: "World") -> SimpleUploadedFile:
    """A Word template that names what the paper knows."""
    return SimpleUploadedFile("立项申请.docx", paper.build(Paper("{{project}}", (), ())))


def remarks(world: "World") -> list[dict[str, Any]]:
    """What an import tells somebody said about a record."""
    return [{"subject": world.records["account"], "at": clock.now(), "by": world.cast.ar.pk, "text": "电话"}]


def new_unit(world: "World", *, closed: bool = False) -> int:
    """An empty unit below the company."""
    made = world.run("people.create_unit", "admin", name="临时", parent=world.cast.units["company"].pk)
    if closed:
        world.run("people.close_unit", "admin", unit=made.pk)
    return int(made.pk)


def new_role(world: "World") -> int:
    return int(world.run("people.create_role", "admin", code="helper", name="助手").pk)


def next_stage(world: "World") -> int:
    """The stage after the project's own, which asks for no approval."""
    project = apps.get_model("projects.Project")._default_manager.get(pk=world.records["project"])
    later = project.version.stages.filter(position__gt=project.stage.position).order_by("position")
    return int(later[0].pk)


def planned(world: "World") -> int:
    """The project that has a plan."""
    return world.records["project"]


def over(world: "World") -> int:
    """A registration whose protection has just ended."""
    made = world.run("market.rule_registration", "admin", verdict="accepted").pk
    yesterday = clock.today() - timedelta(days=1)
    apps.get_model("market.Registration")._default_manager.filter(pk=made).update(protected_until=yesterday)
    return int(made)


def told(world: "World") -> list[dict[str, Any]]:
    """The people of a decision chain as an import tells them."""
    return [{"at": clock.now().isoformat(), "by": world.cast.ar.pk, "data": {"name": "甲方经理"}}]


def swot_cell(_world: "World") -> str:
    """A strength first, then an opportunity, so that they can cross."""
    return "o" if apps.get_model("strategy.AnalysisItem")._default_manager.exists() else "s"


def swot_items(_world: "World") -> list[int]:
    """The statements that cross."""
    rows = apps.get_model("strategy.AnalysisItem")._default_manager.filter(sheet="swot").order_by("pk")
    return list(rows.values_list("pk", flat=True))[:2]


def other_item(world: "World") -> int:
    """A statement of another analysis, which no crossing uses."""
    return int(world.run("strategy.create_item", "ar", analysis="pest", cell="political").pk)


def rival(_world: "World") -> int:
    """A bidder that is not we ourselves."""
    rows = apps.get_model("bids.Bidder")._default_manager.filter(ours=False)
    return int(rows.order_by("pk").values_list("pk", flat=True)[0])
