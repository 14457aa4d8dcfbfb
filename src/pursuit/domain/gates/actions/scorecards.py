"""Answers on scorecards, and the grade they propose."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.fields import CriterionId, ProjectId, Score, ScoreNote
from pursuit.domain.gates.models import Answer, Criterion, Sheet
from pursuit.domain.gates.queries.grades import proposed
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel import events, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.models import Event

EDIT = "projects.edit"


def _undo_answer(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = event.payload.data
    before = data["changes"]["value"][0]
    if before is None:
        return clear_answer.run(actor, {"project": event.subject_id, "criterion": data["criterion"]})
    values = {"project": event.subject_id, "criterion": data["criterion"], "value": before, "note": data["note_before"]}
    return answer.run(actor, values)


@action("gates.answer", right=EDIT, public="score-answers.set", inverse=_undo_answer)
def answer(*, actor: Actor, project: ProjectId, criterion: CriterionId, value: Score, note: ScoreNote = "") -> Answer:
    """How the project stands by a criterion: 1 to 4 for the grade (4 is A), 0 to 10 for the bid."""
    row = records.load(Project, actor, project, EDIT)
    asked = Criterion.objects.get(pk=criterion)
    if asked.sheet == Sheet.GRADE and not 1 <= value <= 4:
        raise Refused("out_of_range", _("For the grade give 1 (D) to 4 (A)."), "value")
    kept = Answer.objects.filter(project=row, criterion=asked).first()
    was = (kept.value, kept.note) if kept else (None, "")
    made = kept or Answer(project=row, criterion=asked)
    made.value, made.note, made.at, made.by_id = value, note, moment(), author(actor)
    made.save()
    records.touch(row)
    events.record(
        actor, "gate.scored", row.subject, {"value": (was[0], value)}, criterion=asked.pk, name=asked.name, note=note,
        note_before=was[1],
    )  # fmt: skip
    return made


@action("gates.clear_answer", right=EDIT, public="score-answers.clear")
def clear_answer(*, actor: Actor, project: ProjectId, criterion: CriterionId) -> Project:
    """Nothing is said by this criterion."""
    row = records.load(Project, actor, project, EDIT)
    kept = Answer.objects.filter(project=row, criterion=criterion).select_related("criterion").first()
    if kept is not None:
        kept.delete()
        records.touch(row)
        changes = {"value": (kept.value, None)}
        events.record(
            actor, "gate.scored", row.subject, changes, criterion=criterion, name=kept.criterion.name, note="",
            note_before=kept.note,
        )  # fmt: skip
    return row


@action("gates.take_grade", right=EDIT, public="charters.take-grade")
def take_grade(*, actor: Actor, project: ProjectId) -> Project:
    """Give the project the grade its scorecard proposes."""
    row = records.load(Project, actor, project, EDIT)
    letter = proposed(row).letter
    if not letter:
        raise Conflict("no_answers", _("Answer the criteria of the grade first."))
    return update_project(actor=actor, project=project, grade=letter)
