"""The stages of a method's draft as a form of rows: read, rearrange, show again with what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import ValidationError

from pursuit.domain.methods.actions.methods import StageSpec
from pursuit.domain.methods.models import Category, Stage
from pursuit.domain.methods.rules.stages import REQUIREMENTS
from pursuit.kernel import messages, terms
from pursuit.kernel.errors import Invalid, Refused, Text

PARTS = tuple(name for name in StageSpec.model_fields if name not in ("needs_approval", "required"))
MOST = 20


@dataclass
class Row:
    """One stage as typed."""

    values: dict[str, str]
    needs_approval: bool = False
    required: list[str] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)


@dataclass
class DraftForm:
    """Name of the method and its stages in order."""

    name: str
    rows: list[Row]
    message: str = ""

    @classmethod
    def of_stages(cls, name: str, stages: Sequence[Stage]) -> Self:
        """What is stored."""
        return cls(name, [_row(stage) for stage in stages])

    @classmethod
    def sent(cls, post: QueryDict) -> Self:
        """What was typed; rows are numbered in the order of the form."""
        numbers = sorted(int(one) for one in post.getlist("row") if one.isdecimal() and len(one) < 4)
        rows = [
            Row(
                {part: post.get(f"{at}.{part}", "").strip() for part in PARTS},
                needs_approval=post.get(f"{at}.needs_approval") == "true",
                required=post.getlist(f"{at}.required"),
            )
            for at in numbers[:MOST]
        ]
        return cls(post.get("name", "").strip(), rows)

    def rearranged(self, post: QueryDict) -> bool:
        """Add, take away or move a row as a button asked; False when the draft is to be saved."""
        what, _dot, number = post.get("do", "").partition(".")
        at = int(number) if number.isdecimal() else -1
        match what:
            case "add" if len(self.rows) < MOST:
                self.rows.append(Row(dict.fromkeys(PARTS, "") | {"category": Category.OPEN, "probability": "0"}))
            case "remove" if 0 <= at < len(self.rows) > 1:
                del self.rows[at]
            case "up" if 0 < at < len(self.rows):
                self.rows[at - 1], self.rows[at] = self.rows[at], self.rows[at - 1]
            case "":
                return False
        return True

    def fine(self) -> bool:
        """Is every row sound by itself? Faults are shown where they were typed."""
        for row in self.rows:
            try:
                StageSpec.model_validate(_spec(row))
            except ValidationError as error:
                row.errors = {name: text for name, (_code, text) in messages.faults(error).items()}
        wrong = [f"{at}. {row.values['name']}" for at, row in enumerate(self.rows, 1) if row.errors]
        self.message = _("Correct these stages: %s") % "、".join(wrong) if wrong else ""
        return not wrong

    def values(self) -> dict[str, object]:
        """Keywords of edit_method."""
        return {"name": self.name, "stages": [_spec(row) for row in self.rows]}

    def say(self, no: Refused) -> None:
        """Why the whole was refused."""
        faults = [message for _code, message in no.faults.values()] if isinstance(no, Invalid) else [no.message]
        self.message = " ".join(str(message) for message in faults)

    @property
    def requirements(self) -> list[tuple[str, Text]]:
        return list(REQUIREMENTS.items())

    @property
    def categories(self) -> list[tuple[str, Text]]:
        return [(one.value, one.label) for one in Category]

    @property
    def forecasts(self) -> list[terms.Entry]:
        return terms.entries("forecast_category")


def _row(stage: Stage) -> Row:
    values = {part: "" if getattr(stage, part) is None else str(getattr(stage, part)) for part in PARTS}
    return Row(values, stage.needs_approval, list(stage.required))


def _spec(row: Row) -> dict[str, object]:
    values = {key: value for key, value in row.values.items() if value != "" or key in ("code", "name")}
    return {**values, "needs_approval": row.needs_approval, "required": row.required}
