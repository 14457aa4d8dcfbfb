"""Choosing the need a line or clause answers, and the line a clause hangs on, out of one project's."""

from pursuit.domain.offers.queries.ties import line_choices, need_choices
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.kernel.actor import Actor


def offer_ties(form: ActionForm, actor: Actor, project: int, *, key: int | None = None) -> None:
    """Fill the choices; a keyword for which the reader sees nothing to choose is not asked for, so that a tie they do
    not see stays. key: of the line that is chosen now."""
    choices = {
        field.name: need_choices(actor, project) if field.name == "need" else line_choices(actor, project, key)
        for field in form.fields
        if field.name in ("need", "line")
    }
    gone = {name for name, found in choices.items() if not found}
    form.fields = [field for field in form.fields if field.name not in gone]
    form.schema = [one for one in form.schema if one.name not in gone]
    for field in form.fields:
        if field.name in choices:
            field.kind, field.choices = "choice", list(choices[field.name])
