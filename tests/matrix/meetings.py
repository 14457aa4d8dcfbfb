"""Deal reviews of the world: one that has ended, and one that runs, with a decision and a task."""

from typing import TYPE_CHECKING, Any

from pursuit.domain.insight.models import AgendaRow

if TYPE_CHECKING:
    from tests.matrix.world import World


def fill(world: "World") -> None:
    """Both are the AR's."""
    ended = world.run("insight.start_meeting", "ar", scope=world.cast.units["shanghai"].pk)
    world.others["review_meeting"] = world.run("insight.end_meeting", "ar", meeting=ended.pk).pk
    world.records["review_meeting"] = world.run("insight.start_meeting", "ar", scope=None).pk
    row = AgendaRow.objects.get(meeting=world.records["review_meeting"], project=world.records["project"])
    world.rows["agenda_row"] = row.pk
    world.rows["meeting_decision"] = world.run("insight.decide", "ar").pk
    world.run("insight.add_task", "ar")


def running(world: "World") -> int:
    return world.records["review_meeting"]


def removed(world: "World") -> int:
    return int(world.rows["meeting_decision"])


OVERRIDES: dict[str, dict[str, Any]] = {
    # One of all that one sees is under way already.
    "insight.start_meeting": {"scope": lambda world: world.cast.units["shanghai"].pk},
    "insight.restore_meeting": {"meeting": running},
    "insight.restore_decision": {"decision": removed},
    "insight.edit_row": {"note": "文字"},
}
BEFORE: dict[str, tuple[Any, ...]] = {
    "insight.reopen_meeting": (("insight.end_meeting", "ar"),),
    "insight.restore_meeting": (("insight.delete_meeting", "ar"),),
    "insight.restore_decision": (("insight.remove_decision", "ar"),),
}
BY_PLACE: dict[str, dict[str, Any]] = {
    "insight/reviews/": {"pk": running},
    "insight/review-rows/": {"one": lambda world: world.row("agenda_row")},
    "insight/review-decisions/": {"one": removed},
}
BY_NAME: dict[str, dict[str, Any]] = {
    f"insight:{paper}-docx": {"pk": lambda world: world.others["review_meeting"]} for paper in ("minutes", "weekly")
}
