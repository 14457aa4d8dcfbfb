"""What may be wrong with a plan file, by name: a code for programs, a sentence for people, the element at fault."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused, Text

TEXTS = {
    "too_large": _("The file is larger than {limit} MB; it is not opened."),
    "empty_file": _("The file is empty."),
    "mpp_binary": _(
        "This is a Microsoft Project file in its own binary form (.mpp). Open it in Microsoft Project, choose "
        "“Save As” and the file type “XML Format”, and bring that file."
    ),
    "not_xml": _("The file is not readable as XML; line {line} is broken. Save it anew as XML in Microsoft Project."),
    "unsafe_xml": _("The file is built in a way no planning program builds it (line {line}); it is not opened."),
    "not_mspdi": _("This is not a Microsoft Project XML file."),
    "missing_uid": _("{thing} (line {line}) has no UID, so that nothing can refer to it."),
    "duplicate_uid": _("{thing} (line {line}) has a UID that occurs twice: {value}."),
    "missing_predecessor": _("{thing} follows a task with the UID {value}, which is not in the file."),
    "date_too_early": _("{thing}: {element} is {value}; plans begin in 1984 at the earliest."),
    "too_many": _("The file has more than {limit} records under {element}; it is not opened."),
    "bad_date": _("{thing}: {element} is no date: “{value}” (line {line})."),
    "bad_time": _("{thing}: {element} is no time of day: “{value}” (line {line})."),
    "bad_number": _("{thing}: {element} is no number: “{value}” (line {line})."),
    "bad_duration": _("{thing}: {element} is no duration: “{value}” (line {line})."),
    "bad_value": _("{thing}: {element} has a value that Microsoft Project does not know: “{value}” (line {line})."),
    "outline_too_deep": _("{thing} is on outline level {value}; {limit} levels are the most."),
}

# What was put right while reading, and is told.
REMARKS = {
    "outline_jump": _("{thing} skips an outline level; it is placed below the nearest task above it of a lower level."),
    "calendar_renamed": _(
        "{thing}: names of calendars are neither empty nor used twice in Microsoft Project; it is called “{value}”."
    ),
    "unset_date": _("{thing}: {element} is {value}, which stands for no date."),
    "backward_milestone": _("{thing} is a milestone that finishes before it starts."),
}


# The first word of a thing, as people call it.
NOUNS = {
    "Project": _("Plan"),
    "Calendar": _("Calendar"),
    "Task": _("Task"),
    "Resource": _("Resource"),
    "Assignment": _("Assignment"),
}


def named(thing: str) -> Text:
    """ "Task 12 “Dig”" in the language of the reader."""
    kind, _space, rest = thing.partition(" ")
    return format_lazy("{kind} {rest}", kind=NOUNS[kind], rest=rest) if kind in NOUNS else thing


class PlanError(Refused):
    """A plan file that cannot be taken in. Nothing was changed.

    element: the element at fault, "Task/Start"; line: where it begins in the file, where known.
    """

    def __init__(self, code: str, element: str = "", *, line: int = 0, thing: str = "", **words: str | int) -> None:
        place = element.partition("/")[2] or element
        super().__init__(code, format_lazy(TEXTS[code], line=line, element=place, thing=named(thing), **words))
        self.element = element
        self.line = line

    def __str__(self) -> str:
        return str(self.message)
