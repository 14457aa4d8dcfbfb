"""One claim of a checklist with what proves it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from pursuit.domain.gates.models import ChecklistItem, Evidence, EvidenceKind, Waiver
from pursuit.domain.gates.queries import facts
from pursuit.domain.gates.queries.ground import Ground
from pursuit.domain.gates.rules import evidence as rules


@dataclass(frozen=True, slots=True)
class Line:
    """A claim with what proves it. told: what the system says of a fact."""

    item: ChecklistItem
    proof: Evidence | None
    verdict: rules.Verdict
    waiver: Waiver | None = None
    told: str = ""
    url_name: str = ""

    @property
    def stops(self) -> bool:
        return self.item.required and not self.verdict.good and self.waiver is None


def line(ground: Ground, code: str, item: ChecklistItem) -> Line:
    """As it stands today."""
    waiver = ground.waivers.get((code, item.code))
    if item.kind == EvidenceKind.FACT:
        fact = facts.look(item.fact, ground.project)
        kind = facts.kinds().get(item.fact)
        verdict = (
            rules.Verdict("confirmed", _("The system knows it."), good=True)
            if fact.holds
            else rules.Verdict("missing", _("The system does not find it so."), good=False)
        )
        return Line(item, None, verdict, waiver, fact.told, kind.url_name if kind else "")
    row = ground.proofs.get(item.pk)
    proof = None
    if row is not None:
        proof = rules.Proof(row.confidence, row.observed_on, row.expires_on, stands_behind(item, row))
    verdict = rules.judge(proof, ground.today, valid_days=item.valid_days, inferred_will_do=item.inferred_will_do)
    return Line(item, row, verdict, waiver)


def stands_behind(item: ChecklistItem, row: Evidence) -> bool:
    """Is there what this kind of claim asks for?"""
    match item.kind:
        case EvidenceKind.DOCUMENT:
            return row.file_id is not None and row.file is not None and row.file.deleted_at is None
        case EvidenceKind.VISIT:
            return row.source is not None and row.source.type == "visit" and row.source.deleted_at is None
        case EvidenceKind.FIGURE:
            return row.figure is not None
    return bool(row.text.strip())


def all_good(lines: Iterable[Line]) -> bool:
    """What people proved; facts change by the day and re-open nothing."""
    return not any(one.stops for one in lines if one.item.kind != EvidenceKind.FACT)
