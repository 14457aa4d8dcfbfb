"""The table we write ourselves: its columns, and the mapping by which it is read again."""

from collections.abc import Sequence

DROP = ""  # a column that only tells
# The field a column is read as ("" where it only tells), in Chinese and in English.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("key", "标识号", "ID"),
    ("level", "大纲级别", "Outline Level"),
    (DROP, "WBS", "WBS"),
    ("title", "任务名称", "Task Name"),
    ("duration", "工期", "Duration"),
    ("start", "开始时间", "Start"),
    (DROP, "完成时间", "Finish"),
    ("due", "截止日期", "Deadline"),
    ("before", "前置任务", "Predecessors"),
    ("owner", "负责人", "Owner"),
    (DROP, "投入", "Units"),
    ("progress", "完成百分比", "% Complete"),
    ("status", "状态", "Status"),
    ("milestone", "里程碑", "Milestone"),
    ("actual_start", "实际开始时间", "Actual Start"),
    ("done_at", "实际完成时间", "Actual Finish"),
    ("priority", "优先级", "Priority"),
    (DROP, "归属", "Side"),
    (DROP, "关键", "Critical"),
    (DROP, "总浮动时间", "Total Float"),
    (DROP, "基线开始", "Baseline Start"),
    (DROP, "基线完成", "Baseline Finish"),
    ("description", "备注", "Notes"),
)
HEADERS = {
    "zh": tuple(chinese for _field, chinese, _english in COLUMNS),
    "en": tuple(english for _field, _chinese, english in COLUMNS),
}


def fields_of(header: Sequence[str]) -> dict[str, str]:
    """The field each column of a table of ours is read as; nothing for any other, and for columns added behind ours."""
    ours = tuple(header[: len(COLUMNS)])
    if ours not in HEADERS.values():
        return {}
    return {name: field for name, (field, _chinese, _english) in zip(ours, COLUMNS, strict=True)}
