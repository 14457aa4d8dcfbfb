"""The form of a person in the chain: plain fields, and per assessed value why we think so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.domain.chain.fields import Assessed
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Text

PLAIN = (
    *("contact", "name", "department", "job_title", "role", "buying_role", "support", "influence"),
    *("response_mode", "closeness", "personal_win", "organisational_result", "last_contact_on", "contact_every_days"),
)
Evidence = Mapping[str, Mapping[str, str | None]]
ASSESSED: tuple[str, ...] = get_args(Assessed)
SUPPORT: dict[int, Text] = {
    3: gettext_lazy("Champion"),
    2: gettext_lazy("Supporter"),
    1: gettext_lazy("Leans to us"),
    0: gettext_lazy("Neutral"),
    -1: gettext_lazy("Against us"),
}
CONFIDENCE: tuple[tuple[str, Text], ...] = (
    ("unknown", gettext_lazy("Unknown")),
    ("inferred", gettext_lazy("Inferred")),
    ("confirmed", gettext_lazy("Confirmed")),
)


@dataclass(frozen=True, slots=True)
class Why:
    """The evidence for one value: how sure, since when, in which words."""

    code: str
    label: Text
    confidence: str
    on: str
    text: str


class MemberForm(ActionForm):
    """ActionForm over adding or changing a person, with the evidence beside it."""

    def __init__(
        self,
        action: AnyAction,
        actor: Actor,
        *,
        fixed: Mapping[str, object],
        stored: Mapping[str, object] | None = None,
        evidence: Evidence | None = None,
    ) -> None:
        super().__init__(action, actor, names=PLAIN, fixed=fixed, stored=stored, with_fields={"contact": "account"})
        for field in self.fields:
            if field.name == "support":
                field.kind = "choice"
                field.choices = [(value, f"{value} {label}") for value, label in SUPPORT.items()]
        self.evidence: dict[str, Mapping[str, str | None]] = dict(evidence or {})

    def read(self, request: HttpRequest) -> dict[str, object]:
        """The plain fields and what was written as evidence."""
        typed = {code: self._why(request, code) for code in ASSESSED}
        changed = {code: one for code, one in typed.items() if one != self._held(code)}
        self.evidence |= changed
        data: dict[str, object] = super().read(request)
        return data | ({"evidence": changed} if changed else {})

    @property
    def whys(self) -> list[Why]:
        """A line per assessed value."""
        known = self.action.schema.fields
        return [
            Why(code, known[code].label, held["confidence"] or "", held["on"] or "", held["text"] or "")
            for code in ASSESSED
            if (held := self._held(code))
        ]

    @property
    def confidences(self) -> tuple[tuple[str, Text], ...]:
        return CONFIDENCE

    def _held(self, code: str) -> dict[str, str | None]:
        one = self.evidence.get(code) or {}
        return {"confidence": one.get("confidence", "unknown"), "on": one.get("on"), "text": one.get("text", "")}

    def _why(self, request: HttpRequest, code: str) -> dict[str, str | None]:
        post = request.POST
        return {
            "confidence": post.get(f"why.{code}.confidence", "unknown"),
            "on": post.get(f"why.{code}.on", "").strip() or None,
            "text": post.get(f"why.{code}.text", "").strip(),
        }


def support_word(value: int | None) -> str:
    """A degree of support in a word."""
    return str(SUPPORT.get(value, "")) if value is not None else _("not assessed")
