"""The texts of the chart, for its script."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.plans.actions.rows import edit_row
from pursuit.kernel.errors import Text
from pursuit.kernel.schema import Field

VERBS: dict[str, Text] = {
    "plans.baseline.cleared": gettext_lazy("cleared a baseline"),
    "plans.baseline.taken": gettext_lazy("took a baseline"),
    "plans.plan.brought": gettext_lazy("brought a plan in from a file"),
    "plans.plan.changed": gettext_lazy("changed the plan’s dates or calendar"),
    "task.assigned": gettext_lazy("put somebody on the row"),
    "task.assignment_changed": gettext_lazy("changed how much somebody works on it"),
    "task.handed_on": gettext_lazy("handed the work on"),
    "task.link_changed": gettext_lazy("changed a link"),
    "task.linked": gettext_lazy("linked two rows"),
    "task.moved": gettext_lazy("moved rows in the outline"),
    "task.leveled": gettext_lazy("levelled the plan"),
    "task.needs_set": gettext_lazy("said what skills a row needs"),
    "task.planned": gettext_lazy("changed the plan of it"),
    "task.unassigned": gettext_lazy("took somebody off the row"),
    "task.unlinked": gettext_lazy("removed a link"),
}


def fields() -> dict[str, Field]:
    """Columns of a row that its history names."""
    known = edit_row.schema.fields
    told = ("milestone", "anchor", "inactive", "limit_at", "deadline", "begun", "ended", "percent", "weight")
    return {f"task.{name}": replace(known[name], name=name) for name in told}


def columns() -> dict[str, str]:
    """The heads of the grid, by the code of the column."""
    return {
        "wbs": _("WBS"),
        "title": _("Name"),
        "owner": _("Owner"),
        "duration": _("Duration"),
        "start": _("Start"),
        "finish": _("Finish"),
        "float": _("Float"),
        "percent": _("Percent complete"),
        "people": _("Assigned people"),
        "deadline": _("Deadline"),
        "baseline": _("Baseline finish"),
        "slip": _("Slip"),
    }


def texts() -> dict[str, object]:
    """All of them. {n}, {text}: filled in by the script."""
    return {
        "columns": columns(),
        "days": _("{n} d"),
        "hours": _("{n} h"),
        "undo": _("Undo"),
        "undone": _("Undone."),
        "newRow": _("New task"),
        "chart": {
            "new_task": _("New task"),
            "link": _("Link"),
            "gantt_save_btn": _("Save"),
            "gantt_cancel_btn": _("Cancel"),
            "column_text": _("Name"),
            "column_start_date": _("Start"),
            "column_duration": _("Duration"),
            "minutes": _("minutes"),
            "days": _("days"),
        },
    }


def length_text(minutes: int, day: int) -> str:
    """Minutes of work as people say them: days, or hours below half a day."""
    if abs(minutes) * 2 >= day or minutes == 0:
        return _("{n} d").format(n=f"{minutes / day:.2f}".rstrip("0").rstrip("."))
    return _("{n} h").format(n=f"{minutes / 60:.1f}".rstrip("0").rstrip("."))
