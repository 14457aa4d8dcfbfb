"""The keywords of tasks that recur."""

from typing import Annotated, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.kernel.inputs import Choices, Day, Label

Unit = Annotated[
    Literal["day", "week", "month", "nth"],
    Choices(
        (
            ("day", _("Every so many days")),
            ("week", _("Every so many weeks, on weekdays")),
            ("month", _("Every so many months, on a day")),
            ("nth", _("Every so many months, on the first, second … weekday")),
        )
    ),
    Label(_("Repeats")),
]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Weekdays = Annotated[
    list[Weekday],
    Choices(
        (
            ("mon", _("Mon")),
            ("tue", _("Tue")),
            ("wed", _("Wed")),
            ("thu", _("Thu")),
            ("fri", _("Fri")),
            ("sat", _("Sat")),
            ("sun", _("Sun")),
        )
    ),
    Label(_("On weekdays"), help=_("None: the weekday of the due day")),
]
Nth = Annotated[
    Literal["1", "2", "3", "4", "last"],
    Choices(
        (
            ("1", _("The first")),
            ("2", _("The second")),
            ("3", _("The third")),
            ("4", _("The fourth")),
            ("last", _("The last")),
        )
    ),
    Label(_("Which weekday of the month")),
]
WhenNext = Annotated[
    Literal["done", "day"],
    Choices((("done", _("When this one is done")), ("day", _("When its day comes")))),
    Label(_("The next one is made")),
]


class Repetition(TypedDict, total=False):
    """How a task recurs, besides its unit."""

    every: Annotated[int, Field(ge=1, le=99), Label(_("Every"), widget="number")]
    weekdays: Weekdays
    day: (
        Annotated[int, Field(ge=1, le=31), Label(_("Day of the month"), widget="number", help=_("31: the last day"))]
        | None
    )
    nth: Nth
    until: Annotated[Day, Label(_("Until"), help=_("Empty: without end"))] | None
    times: Annotated[int, Field(ge=1, le=999), Label(_("Times in all"), widget="number")] | None
    works: Annotated[bool, Label(_("On a day off, move to the next working day"))]
    after: WhenNext
