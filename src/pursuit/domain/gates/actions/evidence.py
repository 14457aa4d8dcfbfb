"""Proving claims, and letting some go unproved."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.actions import lapses
from pursuit.domain.gates.fields import (
    Expires,
    Figure,
    FileId,
    FreshFile,
    ItemId,
    Observed,
    PointCode,
    ProjectId,
    Says,
    Source,
    Sure,
    WhatCode,
    Why,
)
from pursuit.domain.gates.models import ChecklistItem, Confidence, Evidence, EvidenceKind, Waiver
from pursuit.domain.gates.queries import points
from pursuit.domain.gates.queries.points import Point
from pursuit.domain.projects.models import Project
from pursuit.kernel import clock, events, files, records
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import author, moment
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.models import Event, StoredFile

EDIT = "projects.edit"
WAIVE = "gates.waive"
KEPT = ("text", "figure", "confidence", "source_id", "file_id", "observed_on", "expires_on")


def _undo_set(actor: Actor, happened: Sequence[Event]) -> object:
    event = next(one for one in happened if one.verb == "gate.proved")
    data = event.payload.data
    if not data["before"]:
        return remove_evidence.run(actor, {"project": event.subject_id, "item": data["item"]})
    before = {name.removesuffix("_id"): value for name, value in data["before"].items()}
    return set_evidence.run(actor, {"project": event.subject_id, "item": data["item"], **before})


@action("gates.set_evidence", right=EDIT, public="evidence.set", inverse=_undo_set)
def set_evidence(
    *,
    actor: Actor,
    project: ProjectId,
    item: ItemId,
    text: Says = "",
    figure: Figure | None = None,
    confidence: Sure = Confidence.CONFIRMED,
    source: Source | None = None,
    file: FileId | None = None,
    observed_on: Observed | None = None,
    expires_on: Expires | None = None,
) -> Evidence:
    """Prove a claim, or prove it anew: what is said now takes the place of what was said before, whose words stay in
    the history."""
    row = records.load(Project, actor, project, EDIT)
    claim = _claim(row, item)
    observed = observed_on or clock.today()
    if observed > clock.today():
        told = _("Nothing can be proved as of a day to come: take today or an earlier day.")
        raise Refused("future", told, "observed_on")
    if expires_on is not None and expires_on < observed:
        raise Refused("ends_before", _("It cannot end before the day it is true of."), "expires_on")
    if not (text.strip() or figure is not None or source or file or confidence == Confidence.UNKNOWN):
        raise Refused("nothing_said", _("Say what proves it, or pick a record or a file."), "text")
    if file is not None and StoredFile.objects.get(pk=file).subject_id != row.pk:
        raise Refused("other_file", _("Put the file on this project first, then pick it here."), "file")
    lapses.note(actor, row)
    kept = Evidence.objects.filter(project=row, item=claim).first()
    before = {name: events.plain(getattr(kept, name)) for name in KEPT} if kept else {}
    proof = kept or Evidence(project=row, item=claim)
    proof.text, proof.figure, proof.confidence = text, figure, confidence
    proof.source_id, proof.file_id = source, file
    proof.observed_on, proof.expires_on = observed, expires_on
    proof.at, proof.by_id = moment(), author(actor)
    proof.save()
    records.touch(row)
    now = {name: events.plain(getattr(proof, name)) for name in KEPT}
    events.record(
        actor, "gate.proved", row.subject, item=claim.pk, claim=claim.name, point=claim.point, before=before, now=now
    )
    return proof


@action("gates.prove_with_paper", right=EDIT, inverse=_undo_set)
def prove_with_paper(
    *,
    actor: Actor,
    project: ProjectId,
    item: ItemId,
    paper: FreshFile | None = None,
    file: FileId | None = None,
    text: Says = "",
    confidence: Sure = Confidence.CONFIRMED,
    observed_on: Observed | None = None,
    expires_on: Expires | None = None,
) -> Evidence:
    """The same with the document at hand: it is put on the project in the same step."""
    row = records.load(Project, actor, project, EDIT)
    found = files.attach_evidence(actor, row.subject, paper).pk if paper else file
    return set_evidence(
        actor=actor, project=project, item=item, text=text, confidence=confidence, file=found,
        observed_on=observed_on, expires_on=expires_on,
    )  # fmt: skip


@action("gates.remove_evidence", right=EDIT, public="evidence.withdraw")
def remove_evidence(*, actor: Actor, project: ProjectId, item: ItemId) -> Project:
    """What was said proves nothing."""
    row = records.load(Project, actor, project, EDIT)
    proof = Evidence.objects.filter(project=row, item=item).select_related("item").first()
    if proof is None:
        raise Missing("not_found", records.GONE)
    before = {name: events.plain(getattr(proof, name)) for name in KEPT}
    lapses.note(actor, row)
    proof.delete()
    records.touch(row)
    events.record(
        actor, "gate.unproved", row.subject, item=proof.item_id, claim=proof.item.name, point=proof.item.point,
        before=before,
    )  # fmt: skip
    return row


def _undo_waive(actor: Actor, happened: Sequence[Event]) -> object:
    event = happened[-1]
    data = event.payload.data
    return withdraw_waiver(actor=actor, project=event.subject_id or 0, point=data["point"], what=data["what"])


@action("gates.waive", right=WAIVE, public="waivers.create", inverse=_undo_waive)
def waive(*, actor: Actor, project: ProjectId, point: PointCode, what: WhatCode, reason: Why) -> Waiver:
    """Let a demand of a decision point go, in one's own name and for a reason that everybody reads."""
    row = records.load(Project, actor, project, WAIVE)
    found = _point(row, point)
    known = {one.item.code for one in found.lines if not one.verdict.good}
    known |= {one.what for one in found.demands if one.blocking}
    if what not in known:
        raise Refused("nothing_to_waive", _("Nothing of this kind is in the way here."), "what")
    if Waiver.objects.filter(project=row, point=point, what=what, withdrawn_at=None).exists():
        raise Refused("waived_already", _("This was waived already."), "what")
    made = Waiver.objects.create(project=row, point=point, what=what, reason=reason, at=moment(), by_id=author(actor))
    records.touch(row)
    events.record(actor, "gate.waived", row.subject, point=point, what=what, reason=reason)
    return made


@action("gates.withdraw_waiver", right=WAIVE, public="waivers.withdraw")
def withdraw_waiver(*, actor: Actor, project: ProjectId, point: PointCode, what: WhatCode) -> Waiver:
    """It is demanded after all."""
    row = records.load(Project, actor, project, WAIVE)
    made = Waiver.objects.filter(project=row, point=point, what=what, withdrawn_at=None).first()
    if made is None:
        raise Missing("not_found", records.GONE)
    made.withdrawn_at = moment()
    made.save(update_fields=["withdrawn_at"])
    records.touch(row)
    events.record(actor, "gate.waiver_withdrawn", row.subject, point=point, what=what)
    return made


def _claim(row: Project, pk: int) -> ChecklistItem:
    claim = ChecklistItem.objects.get(pk=pk)
    if claim.kind == EvidenceKind.FACT:
        raise Refused("fact", _("The system looks at this by itself: put it right where it lies."), "item")
    if claim.method_id not in (None, row.version.method_id):
        raise Refused("other_method", _("This project's method does not ask for this."), "item")
    return claim


def _point(row: Project, code: str) -> Point:
    found = points.point(row, code)
    if found is None:
        raise Refused("no_point", _("This project's method has no such decision point."), "point")
    return found
