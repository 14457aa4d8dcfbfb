"""What a stage asks for and the project lacks, as fields that can be filled in right where the move is made."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest

from pursuit.domain.methods.rules.stages import REQUIREMENTS
from pursuit.domain.projects.actions.lines import add_party, put_line, put_rival
from pursuit.domain.projects.actions.projects import update_project
from pursuit.domain.projects.actions.team import add_member
from pursuit.interfaces.web.forms.field import build
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.schema import Field

# What is no field of the project: the action that writes it, and the keywords it needs.
ROWS: dict[str, tuple[AnyAction, tuple[str, ...]]] = {
    "rivals": (put_rival, ("competitor",)),
    "lines": (put_line, ("product",)),
    "parties": (add_party, ("account", "role")),
    "team.ar": (add_member, ("user",)),
    "team.sr": (add_member, ("user",)),
    "team.fr": (add_member, ("user",)),
}


class NotFilledError(Exception):
    """Something of what was typed was refused; the form says what."""


class FillForm(ActionForm):
    """One form over several actions; a field is called after what the stage asks for."""

    def __init__(self, actor: Actor, project: int, wanted: Sequence[str]) -> None:
        super().__init__(update_project, actor, names=())
        self.project = project
        self.wanted = list(dict.fromkeys(wanted))
        found = [one for code in self.wanted for one in _fields(code)]
        self.schema = [one for one in found if not one.right or actor.may(one.right)]
        self.fields = [build(one) for one in self.schema]

    def asks_for(self, code: str) -> bool:
        """Can this be filled in here by this person?"""
        return any(one.name == code or one.name.rpartition(".")[0] == code for one in self.schema)

    def fill(self, request: HttpRequest) -> None:
        """Write what was typed. Called in a transaction, which NotFilledError takes back as a whole."""
        typed = {name: value for name, value in self.read(request).items() if value not in (None, "", [])}
        plain = {code: typed[code] for code in self.wanted if code in typed and code not in ROWS}
        fine = not plain or self._run(update_project, plain, "")
        for code in self.wanted:
            given = {key.rpartition(".")[2]: value for key, value in typed.items() if key.startswith(f"{code}.")}
            if code in ROWS and given:
                role = {"role": code.partition(".")[2]} if code.startswith("team.") else {}
                fine = self._run(ROWS[code][0], {**given, **role}, f"{code}.") and fine
        if not fine:
            raise NotFilledError

    def _run(self, action: AnyAction, values: dict[str, object], prefix: str) -> bool:
        try:
            action.run(self.actor, {"project": self.project, **values})
        except Invalid as no:
            self._say({f"{prefix}{name}": str(message) for name, (_code, message) in no.faults.items()})
        except Refused as no:
            self._say({f"{prefix}{no.field or ''}": str(no.message)})
        else:
            return True
        return False


def _fields(code: str) -> list[Field]:
    if code not in ROWS:
        known = update_project.schema.fields
        return [known[code]] if code in known else []
    action, names = ROWS[code]
    fields = [replace(action.schema.fields[name], name=f"{code}.{name}", required=False) for name in names]
    if len(fields) == 1:
        fields = [replace(fields[0], label=REQUIREMENTS[code])]
    return fields
