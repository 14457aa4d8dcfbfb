"""What people can do: they claim it themselves, whoever leads them confirms it."""

from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Colleague, SkillCode, SkillFacts
from pursuit.domain.people.models import PersonSkill
from pursuit.domain.people.queries import scope
from pursuit.domain.people.queries.skills import may_confirm
from pursuit.kernel import clock, events
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Forbidden, Missing
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import User
from pursuit.kernel.records import check_version

EDIT = "people.skills.edit"


@action("people.set_skill", right=EDIT, public="skills.set")
def set_skill(
    *,
    actor: Actor,
    skill: SkillCode,
    user: Colleague | None = None,
    version: Version | None = None,
    **fields: Unpack[SkillFacts],
) -> PersonSkill:
    """Say how well oneself, or somebody the right reaches, can do something.

    It is a claim until it is confirmed, and again after a change; entered by who may confirm it, it is confirmed.
    """
    person = rows.person(user or actor.user_id)
    scope.require(actor, EDIT, person)
    row = PersonSkill.objects.filter(user=person, skill=skill).first()
    if row is None:
        row = PersonSkill(user=person, skill=skill, version=0)
    else:
        check_version(row.version, version)
    values = {name: "" if value is None and name == "evidence_kind" else value for name, value in fields.items()}
    if any(getattr(row, name) != value for name, value in values.items()):
        values |= {"changed_at": clock.now(), **_confirmation(actor.user if may_confirm(actor, person) else None)}
    _changed(actor, "set", row, rows.save(row, values))
    return row


@action("people.confirm_skill", right=EDIT, public="skills.confirm")
def confirm_skill(*, actor: Actor, person_skill: int, version: Version | None = None) -> PersonSkill:
    """Confirm what somebody claims. Nobody confirms their own."""
    row = _load(actor, person_skill, version)
    if not may_confirm(actor, row.user):
        raise Forbidden("forbidden", _("Only who leads this person confirms what they can do."))
    if row.confirmed_at:
        raise Conflict("confirmed", _("This is confirmed already."))
    _changed(actor, "confirmed", row, rows.save(row, _confirmation(actor.user)))
    return row


@action("people.remove_skill", right=EDIT, public="skills.remove")
def remove_skill(*, actor: Actor, person_skill: int, version: Version | None = None) -> None:
    """Take a skill off a person."""
    row = _load(actor, person_skill, version)
    scope.require(actor, EDIT, row.user)
    _changed(actor, "removed", row, {"level": (row.level, None), "evidence": (row.evidence, "")})
    row.delete()


def _load(actor: Actor, pk: int, version: int | None) -> PersonSkill:
    row = PersonSkill.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", rows.GONE)
    check_version(row.version, version)
    return row


def _confirmation(by: User | None) -> dict[str, object]:
    return {"confirmed_by": by, "confirmed_at": clock.now() if by else None}


def _changed(actor: Actor, verb: str, row: PersonSkill, changes: rows.Changed) -> None:
    if changes:
        changes.pop("changed_at", None)
        events.record(actor, f"people.skill.{verb}", None, changes, user=row.user_id, skill=row.skill)
