"""What a file cannot give, counted and said in a sentence; and cells of a table that cannot be read."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.errors import Text

EXAMPLES = 5

# In the order in which people want to know.
NOTES = {
    "comments_missing": _("{count} comments are not in the file: Trello writes only its last 1,000 actions into it."),
    "comments_unplaced": _("{count} comments belong to cards that are not in the file: {examples}"),
    "stories_unplaced": _("{count} comments or files belong to tasks that are not in the file."),
    "history_cut": _("The history in the file is cut after {count} actions; older ones are not in it."),
    "history_left": _("{count} entries of the history that are no comments (moves, renames…) are not taken in."),
    "check_items_missing": _("{count} check list items are not in the file."),
    "attachments_missing": _("{count} attachments are not in the file."),
    "uploads": _("{count} uploaded files are in the file by their address only; the other system asks for a sign-in."),
    "check_lists_unplaced": _("{count} check lists belong to cards that are not in the file."),
    "cards_without_section": _("{count} cards are in a list that is not in the file: {examples}"),
    "people_unknown": _("{count} people are named by an id only: {examples}"),
    "labels_unknown": _("{count} labels are named by an id only: {examples}"),
    "projects_unknown": _("{count} projects or sections are named by an id only: {examples}"),
    "fields_unknown": _("{count} values belong to fields the file does not describe."),
    "plugin_data": _("{count} entries of power-ups are not taken in."),
    "parents_by_name": _("{count} subtasks say their parent by its name only; the nearest task above it was taken."),
    "parents_several": _("{count} of these names belong to several tasks: {examples}"),
    "parents_missing": _("{count} subtasks name a parent that is not in the file: {examples}"),
    "links_by_name": _("{count} dependencies say the other task by its name only."),
    "links_several": _("{count} dependencies name a task of which there are several; none was linked: {examples}"),
    "links_missing": _("{count} dependencies name a task that is not in the file: {examples}"),
    "links_self": _("{count} dependencies of a task on itself were left out: {examples}"),
    "subtasks_missing": _("{count} subtasks are not in the file; only their number is."),
    "levels_skipped": _("{count} tasks skip an outline level; they were put below the nearest task above them."),
    "several_places": _("{count} tasks are in several projects or sections."),
    "repeated": _("{count} tasks are in the file more than once, always the same; each is taken once."),
    "notes_plain": _("{count} descriptions are formatted text; their plain form was taken."),
    "times": _("{count} times are kept as they are in the file, which writes them in UTC."),
    "cleaned": _("{count} texts held characters that no text may hold; these were taken out."),
    "numbered_days": _("{count} days were written as a spreadsheet's number and were understood as such."),
    "status_unknown": _("{count} tasks have a status that is not understood: {examples}"),
    "units_assumed": _("{count} lengths have no unit; days were assumed for durations, hours for work."),
    "no_key": _("The table has no column that tells tasks apart; {count} tasks are known by their names."),
    "totals": _("{count} lines of totals were left out."),
    "rows_nameless": _("{count} rows without a title were left out."),
    "rows_left": _("{count} rows cannot be read and were left out."),
    "cells_unread": _("{count} cells cannot be read; their tasks are taken without them."),
    "columns_left": _("{count} columns are taken as fields of their own: {examples}"),
    "columns_dropped": _("{count} columns were dropped knowingly: {examples}"),
    "archived_lists": _("{count} lists or projects are archived there: {examples}"),
    "archived_open": _("{count} archived cards were not finished; they are cancelled and move no dates: {examples}"),
    "no_work": _("{count} cards are templates or separators; they are cancelled and move no dates: {examples}"),
    "state_by_list": _("{count} tasks do not say how far they are; the name of their list does: {examples}"),
    "ended_guessed": _("{count} finished tasks do not say when; the day they were due or last changed was taken."),
    "due_before_start": _("{count} tasks are due before they start: {examples}"),
    "priority_unknown": _("{count} tasks have a priority that is not known here: {examples}"),
    "titles_cut": _("{count} titles are longer than 200 letters; the whole title begins the note."),
    "check_items_cut": _("{count} check list items are longer than 500 letters; their ends were cut off."),
    "followers_left": _("{count} followers are kept with their tasks; nobody is told because of them."),
    "links_outline": _("{count} dependencies between a task and one it is part of were left out: {examples}"),
    "deleted_here": _("{count} tasks were deleted here and stay deleted: {examples}"),
    "people_unmatched": _("{count} people are not known here; they stand in the plan by their names: {examples}"),
    "comments_unsigned": _("{count} comments are by people who are not known here; their names begin the texts."),
    "values_unfit": _("{count} values do not fit the fields they are for and were left out: {examples}"),
    "talk_left": _("{count} comments and links to files were not taken in: you may not import with original authors."),
    "values_left": _(
        "Labels and own fields of {count} tasks were not taken in: that takes the right to import history."
    ),
    "values_cut": _("{count} values of own fields are longer than 500 letters; their ends were cut off: {examples}"),
    "other_tables": _("{count} further sheets of the file are not tables of tasks: {examples}"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """code: of NOTES; examples: the first few things it is about."""

    code: str
    count: int
    examples: tuple[str, ...] = ()

    @property
    def message(self) -> Text:
        """For people."""
        return format_lazy(NOTES[self.code], count=self.count, examples=", ".join(self.examples))


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that cannot be read (column is its header), or a whole row (column is empty)."""

    row: int
    column: str
    code: str
    message: Text


class Notes:
    """What reading a file gathers beside the board."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}
        self.unknown: Counter[str] = Counter()
        self.faults: list[Fault] = []

    def add(self, code: str, example: str = "", *, count: int = 1) -> None:
        """count may be 0: nothing is noted then."""
        if count:
            self.counts[code] += count
        known = self.examples.setdefault(code, [])
        if example and len(known) < EXAMPLES and example not in known:
            known.append(example[:80])

    def found(self) -> tuple[Note, ...]:
        return tuple(
            Note(code, self.counts[code], tuple(self.examples.get(code, ()))) for code in NOTES if self.counts[code]
        )

    def unknowns(self) -> tuple[tuple[str, int], ...]:
        return tuple(sorted(self.unknown.items()))
