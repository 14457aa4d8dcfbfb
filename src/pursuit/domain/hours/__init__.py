"""Hours（工时）: what people's time went into, confirmed week by week.

Words: time entry, time sheet, week, proposal, approval, earned value.
Stands on plans: what was planned proposes hours, and hours are set against it.
"""
