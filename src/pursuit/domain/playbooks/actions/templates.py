"""Writing templates: from rows or an existing plan, edit, copy, take out of use."""

from collections.abc import Sequence
from typing import Annotated

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.methods.fields import MethodId
from pursuit.domain.plans.rules import lengths
from pursuit.domain.playbooks.fields import Links, LinkSpec, Rows, RowSpec, StageCode, TemplateId, TemplateName
from pursuit.domain.playbooks.fields import TemplateNote as Note
from pursuit.domain.playbooks.models import PlanTemplate, TemplateLink, TemplateRow
from pursuit.domain.playbooks.queries import templates as queries
from pursuit.domain.playbooks.queries.templates import EDIT
from pursuit.domain.playbooks.rules.kinds import ANCHORS, KINDS
from pursuit.kernel import events, records, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Forbidden, Missing, Refused
from pursuit.kernel.inputs import Label, UnitId, Version
from pursuit.kernel.records import GONE

PLAIN = (
    "key", "title", "milestone", "side", "role", "percent", "anchor", "before", "offset", "calendar_days", "tender",
    "checks", "evidence",
)  # fmt: skip
MEASURE = lengths.Measure()
Owner = Annotated[UnitId, Label(gettext_lazy("Unit"))]
NOT_YOURS = gettext_lazy("This template belongs to others: copy it and change the copy.")


@action("playbooks.create_template", right=EDIT, public="plan-templates.create")
def create_template(
    *,
    actor: Actor,
    name: TemplateName,
    method: MethodId | None = None,
    stage: StageCode = "",
    unit: Owner | None = None,
    note: Note = "",
    rows: Rows | None = None,
    links: Links | None = None,
) -> PlanTemplate:
    """A template; without rows it begins with one."""
    row = PlanTemplate(name=name, method_id=method, stage=stage, unit_id=_unit(actor, unit), note=note, edited=True)
    row.by_id = actor.user_id
    row.save()
    write(row, rows or [RowSpec(key="1", title=_("First row"))], links or [])
    events.record(actor, "playbooks.template.created", None, template=row.pk, name=name)
    return row


@action("playbooks.edit_template", right=EDIT, public="plan-templates.update")
def edit_template(
    *,
    actor: Actor,
    template: TemplateId,
    version: Version | None = None,
    name: TemplateName | None = None,
    method: MethodId | None = None,
    stage: StageCode = "",
    note: Note | None = None,
    rows: Rows | None = None,
    links: Links | None = None,
) -> PlanTemplate:
    """All of it anew, as its editor shows it; plans it was applied to stay as they are."""
    row = _loaded(actor, template)
    records.check_version(row.version, version)
    before = {"name": row.name, "stage": row.stage, "method": row.method_id}
    if name is not None and name != row.name:
        row.name, row.edited = name, True
    row.method_id, row.stage = method, stage
    row.note = row.note if note is None else note
    row.version += 1
    row.save()
    if rows is not None:
        write(row, rows, links or [])
    after = {"name": row.name, "stage": row.stage, "method": row.method_id}
    changes = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    events.record(actor, "playbooks.template.edited", None, changes, template=row.pk)
    return row


@action("playbooks.copy_template", right=EDIT, public="plan-templates.copy")
def copy_template(*, actor: Actor, template: TemplateId, unit: Owner | None = None) -> PlanTemplate:
    """The same rows under another name, for oneself to change."""
    row = queries.template(actor, template)
    specs, ties = queries.specs(row)
    made = PlanTemplate(name=_("%s (copy)") % row.label[:110], method=row.method, stage=row.stage, note=row.note)
    made.edited, made.by_id, made.unit_id = True, actor.user_id, _unit(actor, unit)
    made.save()
    written = [
        RowSpec(
            duration=lengths.shown(one.duration, MEASURE, elapsed=one.elapsed), parent=one.parent,
            work="" if one.work is None else lengths.shown(one.work, MEASURE),
            **{name: getattr(one, name) for name in PLAIN},
        )
        for one in specs
    ]  # fmt: skip
    write(made, written, [LinkSpec(before=t.before, after=t.after, kind=t.kind, lag=t.lag, unit=t.unit) for t in ties])
    events.record(actor, "playbooks.template.created", None, template=made.pk, name=made.name, copy_of=row.pk)
    return made


@action("playbooks.retire_template", right=EDIT, public="plan-templates.retire")
def retire_template(
    *, actor: Actor, template: TemplateId, active: Annotated[bool, Label(gettext_lazy("In use"))] = False
) -> PlanTemplate:
    """It is no longer offered; or it is again."""
    row = _loaded(actor, template)
    row.active = active
    row.save()
    events.record(actor, "playbooks.template.retired", None, {"active": (not active, active)}, template=row.pk)
    return row


def write(row: PlanTemplate, rows: Sequence[RowSpec], links: Sequence[LinkSpec]) -> None:
    """The rows and links of a template, in place of those it has."""
    _check(rows, links)
    TemplateRow.objects.filter(template=row).delete()
    made = [TemplateRow(template=row, place=place, **_columns(spec)) for place, spec in enumerate(rows)]
    by_key = {one.key: one for one in TemplateRow.objects.bulk_create(made)}
    below = [one for one in rows if one.parent]
    for one in below:
        by_key[one.key].parent = by_key[one.parent]
    TemplateRow.objects.bulk_update([by_key[one.key] for one in below], ["parent"])
    TemplateLink.objects.bulk_create(
        TemplateLink(before=by_key[one.before], after=by_key[one.after], kind=one.kind, lag=one.lag, unit=one.unit)
        for one in links
    )


def _columns(spec: RowSpec) -> dict[str, object]:
    found: dict[str, object] = {name: getattr(spec, name) for name in PLAIN}
    minutes, elapsed = _length(spec.duration or "0", spec.title)
    found |= {"duration": 0 if spec.milestone else minutes, "elapsed": elapsed}
    found["work"] = _length(spec.work, spec.title)[0] if spec.work else None
    return found


def _length(text: str, title: str) -> tuple[int, bool]:
    try:
        minutes, elapsed = lengths.read(text, MEASURE)
    except lengths.BadLength as error:
        told = _("“%(title)s”: “%(text)s” is no length; write 3d, 4h, 2w or 30m.")
        raise Refused("bad_length", told % {"title": title, "text": text}, "rows") from error
    if not 0 <= minutes <= 2_000_000:
        raise Refused("bad_length", _("“%s” takes too long, or less than no time.") % title, "rows")
    return minutes, elapsed


def _check(rows: Sequence[RowSpec], links: Sequence[LinkSpec]) -> None:
    seen: set[str] = set()
    for one in rows:
        if one.key in seen or one.key.startswith("@"):
            raise Refused("duplicate_key", _("“%s”: its key is taken.") % one.title, "rows")
        if one.parent and one.parent not in seen:
            raise Refused("bad_parent", _("“%s” stands below a row that does not come before it.") % one.title, "rows")
        if one.role and not terms.known("team_role", one.role):
            raise Refused("unknown_term", _("“%s”: choose one of the roles of a team.") % one.title, "rows")
        if (one.anchor and one.anchor not in ANCHORS) or (one.tender and one.tender not in KINDS):
            raise Refused("unknown_anchor", _("“%s” hangs on a date nobody knows.") % one.title, "rows")
        seen.add(one.key)
    if any(one.before not in seen or one.after not in seen or one.before == one.after for one in links):
        raise Refused("bad_link", _("A row waits for one that is not there, or for itself."), "links")
    pairs = [(one.before, one.after) for one in links]
    if len(set(pairs)) < len(pairs) or _circular(pairs):
        raise Refused("cycle", _("Rows wait for each other, or twice for the same: take a link away."), "links")


def _circular(pairs: Sequence[tuple[str, str]]) -> bool:
    """Does somebody wait for himself in the end?"""
    left = set(pairs)
    while left:
        waiting = {after for _before, after in left}
        free = {pair for pair in left if pair[0] not in waiting}
        if not free:
            return True
        left -= free
    return False


def _unit(actor: Actor, unit: int | None) -> int | None:
    """Whose a new template is: the company's only for those whose right reaches it."""
    reach = actor.reach(EDIT)
    if reach.all or (unit is not None and unit in reach.units):
        return unit
    return actor.unit_id


def _loaded(actor: Actor, pk: int) -> PlanTemplate:
    row = PlanTemplate.objects.visible_to(actor).select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    if not queries.may_edit(actor, row):
        raise Forbidden("forbidden", NOT_YOURS)
    return row
