"""A chain as people and ties for the map and the table: as it is now, or as it was at a moment."""

from collections.abc import Mapping
from datetime import date, datetime

from pursuit.domain.chain.models import EdgeKind
from pursuit.domain.chain.queries.chain import ChainView
from pursuit.domain.chain.rules.replay import Picture as Past
from pursuit.interfaces.web.chain.drawing import Person, Tie
from pursuit.kernel import clock


def now(view: ChainView) -> tuple[list[Person], list[Tie]]:
    """The chain as it stands."""
    people = [
        Person(
            id=one.member.pk,
            name=one.name,
            department=one.member.department,
            job_title=one.member.job_title,
            role=one.member.role,
            support=one.member.support,
            influence=one.member.influence,
            confidence=confidence(one.member.evidence),
            met_on=one.met_on,
            days_unmet=one.days_unmet,
            overdue=one.overdue,
        )
        for one in view.members
    ]
    return people, [Tie(one.source_id, one.target_id, one.kind, one.strength, one.pk) for one in view.edges]


def then(past: Past, moment: datetime) -> tuple[list[Person], list[Tie]]:
    """The chain as its events tell it; visits of the past are not counted, only the contact days that were written."""
    day = clock.day_of(moment)
    people = [_person(pk, values, day) for pk, values in past.members.items()]
    ties = [
        Tie(source, target, str(values.get("kind", "")), _number(values.get("strength")), pk)
        for pk, values in past.edges.items()
        if (source := _number(values.get("source"))) and (target := _number(values.get("target")))
    ]
    return people, ties


def confidence(evidence: object) -> str:
    """How sure we are of a person's support, which is what the colour shows."""
    held = evidence.get("support") if isinstance(evidence, Mapping) else None
    said = held.get("confidence") if isinstance(held, Mapping) else None
    return said if said in ("confirmed", "inferred") else "unknown"


def kinds() -> list[tuple[str, str]]:
    """Ties as the legend names them."""
    return [(one.value, str(one.label)) for one in EdgeKind]


def _person(pk: int, values: Mapping[str, object], day: date) -> Person:
    written = values.get("last_contact_on")
    met = date.fromisoformat(written) if isinstance(written, str) and written else None
    return Person(
        id=pk,
        name=str(values.get("name") or ""),
        department=str(values.get("department") or ""),
        job_title=str(values.get("job_title") or ""),
        role=str(values.get("role") or ""),
        support=_number(values.get("support")),
        influence=_number(values.get("influence")),
        confidence=confidence(values.get("evidence")),
        met_on=met,
        days_unmet=(day - met).days if met else None,
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
