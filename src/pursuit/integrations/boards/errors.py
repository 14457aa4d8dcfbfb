"""What may be wrong with a board's file, by name: a code for programs, a sentence for people, the element at fault."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Refused, Text

TEXTS = {
    "no_file": _("There is no file “{value}”."),
    "too_large": _("The file is larger than {limit} MB; it is not opened."),
    "empty_file": _("The file is empty."),
    "nul_byte": _("The file holds NUL bytes, which no text may; export it anew."),
    "not_json": _("The file is not readable as JSON; line {line}, character {column} is broken."),
    "truncated": _("The file ends in the middle (line {line}): the download broke off. Export it anew."),
    "more_follows": _("Behind the end of the data (line {line}) more text follows; export the file anew."),
    "too_deep": _("The file is nested deeper than any board (line {line}); it is not opened."),
    "record_too_large": _("One entry of the file (line {line}) is larger than {limit} MB; it is not opened."),
    "not_a_number": _("The file holds a number that is none, “{value}” (line {line})."),
    "too_many": _("The file has more than {limit} entries under {element}; it is not opened."),
    "not_trello": _("This is not the JSON export of a Trello board."),
    "trello_card": _("This is the export of a single Trello card. Open the board's menu and export the board as JSON."),
    "not_asana": _("This is neither the JSON export of an Asana project nor objects of Asana's API."),
    "not_asana_table": _("This is not the CSV export of an Asana project: the columns {value} are missing."),
    "not_a_board": _("This is neither the JSON export of a Trello board nor that of an Asana project."),
    "missing_id": _("{thing} has no id, so that nothing can refer to it."),
    "duplicate_id": _("{thing} has an id that occurs twice: {value}."),
    "rounded_id": _(
        "{thing} has the id {value}: a spreadsheet program has rounded it, and what it was cannot be told. Bring the "
        "file as the other system wrote it, without opening and saving it in Excel."
    ),
    "bad_date": _("{thing}: {element} is no date: “{value}”."),
    "ambiguous_date": _(
        "{thing}: {element} is “{value}”, which can be two days. Say in which order the file writes day and month, or "
        "bring it as Asana wrote it."
    ),
    "date_out_of_range": _("{thing}: {element} is {value}; plans lie between {first} and {last}."),
    "bad_number": _("{thing}: {element} is no number: “{value}”."),
    "bad_value": _("{thing}: {element} has a value of another kind than expected: “{value}”."),
    "bad_row": _("{thing} cannot be read: {value}"),
    "parent_cycle": _("{thing} is, by way of its parents, a subtask of itself."),
    "no_tasks": _("No column of the table looks like the titles of tasks; say which one it is."),
    "bad_mapping": _("The mapping cannot be used: {value}"),
}


class BoardError(Refused):
    """A file that cannot be taken in. Nothing was changed.

    thing: the card or row at fault, as people know it; element: its field; line: where known, from 1.
    """

    def __init__(
        self, code: str, *, thing: Text = "", element: str = "", line: int = 0, **words: object
    ) -> None:  # fmt: skip
        super().__init__(code, format_lazy(TEXTS[code], thing=thing, element=element, line=line, **words))
        self.thing = thing
        self.element = element
        self.line = line

    def __str__(self) -> str:
        return str(self.message)


def quoted(value: object, limit: int = 60) -> str:
    """A value as an error quotes it: one line, not too long."""
    text = " ".join(str(value)[: limit * 4].replace("\0", "␀").split())
    return text if len(text) <= limit else f"{text[:limit]}…"
