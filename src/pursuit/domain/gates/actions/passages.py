"""Passing a point: what the move itself asks, what it leaves behind, and confirming again what has run out."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.fields import PassageId
from pursuit.domain.gates.models import OPENING, Passage, Review
from pursuit.domain.gates.queries import points
from pursuit.domain.gates.queries.house_rules import house_rules
from pursuit.domain.gates.queries.points import Point
from pursuit.domain.methods.models import Stage
from pursuit.domain.projects.models import Project, StageMove
from pursuit.kernel import clock, events, records
from pursuit.kernel import context as surroundings
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Missing
from pursuit.kernel.extensions import Finding
from pursuit.kernel.models import Event, Subject

RENEW = "gates.conclude"


def check(_actor: Actor, subject: Subject, asked: Mapping[str, object]) -> Iterable[Finding]:
    """Gate check of projects: everything that stands before the decision point of the stage gone to."""
    code = str(asked.get("decision_point") or "")
    row = Project.objects.select_related("version", "stage").filter(pk=subject.pk).first()
    if not code or row is None:
        return
    found = points.point(row, code)
    if found is None or found.state in ("passed", "imported", "expired"):
        return
    for line in found.lines:
        if line.stops:
            text = _("Evidence “%(claim)s”: %(why)s") % {"claim": line.item.label, "why": line.told or line.verdict.why}
            yield Finding("evidence", text, field=f"evidence.{line.item.code}")
    for one in found.demands:
        if one.waiver is None:
            yield Finding(one.code, one.text, blocking=one.blocking, field=f"gate.{one.what}" if one.blocking else None)
    if found.score is not None and found.score < house_rules().least_score:
        told = _("Only %(score)s%% of the evidence is there; %(least)s%% counts as enough.")
        yield Finding("thin", told % {"score": found.score, "least": house_rules().least_score}, blocking=False)


def on_moved(_actor: Actor, _event: Event, data: Mapping[str, object]) -> None:
    """Subscriber: a forward move through a point leaves a passage; a way back ends those it goes back before."""
    if "move" not in data:  # told by an import, which passes nothing
        return
    moves = StageMove.objects.select_related("project__version", "project__stage", "to_stage", "from_stage")
    move = moves.get(pk=int(str(data["move"])))
    row, to, source = move.project, move.to_stage, move.from_stage
    if source is not None and to.position < source.position:
        behind = Stage.objects.filter(version=row.version, position__gt=to.position).exclude(point_code="")
        gone = Passage.objects.filter(project=row, ended_at=None, point__in=behind.values("point_code"))
        gone.update(ended_at=surroundings.moment())
        return
    if not to.point_code or move.recorded_as_imported:
        return
    found = points.point(row, to.point_code)
    day = clock.day_of(move.at)
    Passage.objects.create(
        project=row, point=to.point_code, move=move, review=_acted_on(found), score=found.score if found else None,
        passed_on=day, valid_until=_term(day),
    )  # fmt: skip


@action("gates.renew_passage", right=RENEW, public="passages.renew")
def renew_passage(*, actor: Actor, passage: PassageId) -> Passage:
    """Confirm again what holds no longer, once its evidence holds again."""
    row = Passage.objects.visible_to(actor).filter(pk=passage).first()
    if row is None:
        raise Missing("not_found", records.GONE)
    project = records.load(Project, actor, row.project_id, RENEW)
    found = points.point(project, row.point)
    if found is None or found.passage is None or found.passage.pk != row.pk or found.state != "expired":
        raise Conflict("holds", _("This point still holds: there is nothing to confirm."))
    wrong = [line for line in found.lines if line.stops]
    if wrong:
        raise Conflict("evidence", _("First prove anew: %s") % "、".join(line.item.label for line in wrong))
    before = row.valid_until
    row.renewed_on, row.renewed_by, row.lapsed_on = clock.today(), actor.user, None
    row.valid_until = _term(row.renewed_on)
    row.save(update_fields=["renewed_on", "renewed_by", "lapsed_on", "valid_until"])
    records.touch(project)
    changes = {"valid_until": (before, row.valid_until)}
    events.record(actor, "gate.renewed", project.subject, changes, passage=row.pk, point=row.point)
    return row


def _acted_on(found: Point | None) -> Review | None:
    review = found.review if found else None
    return review if review is not None and review.conclusion in OPENING else None


def _term(day: date) -> date:
    return day + timedelta(days=house_rules().term_days)
