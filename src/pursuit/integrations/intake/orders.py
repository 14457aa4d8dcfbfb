"""Days such as 1/10/2026: what the other columns of the same system tell about their order."""

from collections.abc import Sequence

from pursuit.integrations.csv_xlsx.values import DateOrder, order_of
from pursuit.integrations.intake.sheets import Draft

_TOLD = {DateOrder.MDY: "mdy", DateOrder.DMY: "dmy"}


def settle(drafts: Sequence[Draft]) -> None:
    """Columns that do not tell take the order of those that do, if these agree."""
    orders = {
        (place, header): order_of(draft.look.values[header])
        for place, draft in enumerate(drafts)
        for header, column in draft.columns.items()
        if column.field and draft.targets[column.field].shape in ("day", "moment") and draft.look.values[header]
    }
    told = {_TOLD[order] for order in orders.values() if order in _TOLD}
    if len(told) != 1:
        return
    for (place, header), order in orders.items():
        if order is DateOrder.UNKNOWN:
            columns = drafts[place].columns
            columns[header] = columns[header].model_copy(update={"order": next(iter(told))})
