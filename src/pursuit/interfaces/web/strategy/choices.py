"""What the forms of a strategy offer: people of the chain, statements, sources of a line; nothing of other projects."""

from collections.abc import Sequence

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.chain.queries import chain as chains
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.fields import PRICE
from pursuit.domain.strategy.models import AnalysisItem, Crossing, Need, Theme
from pursuit.domain.strategy.queries.parts import member_name
from pursuit.domain.strategy.rules import kinds
from pursuit.interfaces.web.chain.forms import SUPPORT
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import access
from pursuit.kernel.errors import Forbidden

LONGEST = 60
Pairs = list[tuple[object, str]]


def analysis(code: str) -> str:
    """A known analysis; SWOT where none is named."""
    return code if code in kinds.CELLS else kinds.SWOT


def refuse_unseen(request: Request, row: Project, kind: str) -> None:
    """Relationship plans are for writers of the chain, the ladder for those who see prices."""
    if kind == "moves" and not chains.may_write(request.actor, row):
        raise Forbidden("forbidden", chains.NOT_YOURS)
    if kind == "concessions":
        access.require(request.actor, PRICE)


def names(request: Request, row: Project, kind: str, every: Sequence[str]) -> list[str]:
    """Without people of the chain where the reader may not write it, or there are none."""
    hidden = {"member", "sponsor"} & set(every)
    if hidden and kind != "moves" and not people(request, row):
        return [name for name in every if name not in hidden]
    return list(every)


def people(request: Request, row: Project) -> Pairs:
    """Everybody of the chain, for its writers."""
    if not chains.may_write(request.actor, row):
        return []
    rows = ChainMember.objects.visible_to(request.actor).filter(chain__project=row, left_at=None)
    return [(one.pk, _member(one)) for one in rows.select_related("contact__subject")]


def offer(request: Request, row: Project, kind: str, form: ActionForm, *, sheet: str = "") -> None:
    """Fill the choices of a form's fields."""
    for field in form.fields:
        if field.name in ("member", "sponsor"):
            field.kind, field.choices = "choice", people(request, row)
        elif field.name == "cell":
            field.choices = [(code, str(label)) for code, label in kinds.CELLS[analysis(sheet)]]
        elif field.name == "items":
            field.kind, field.choices = "terms", _items(request, row)
        elif field.name == "target" and kind == "moves":
            field.kind, field.choices = "choice", [(value, f"{value} {label}") for value, label in SUPPORT.items()]
        elif field.name in ("crossing", "need", "theme"):
            field.kind, field.choices = "choice", _sources(request, row, field.name)
        elif field.name in ("text", "discriminator", "name", "gives", "for_what", "measures") and kind != "positions":
            field.required = True
    if kind == "needs" and row.account_id:
        form.hidden = [("account", row.account_id)]


def _member(one: ChainMember) -> str:
    return " · ".join(text for text in (member_name(one), one.department, one.job_title) if text)


def _items(request: Request, row: Project) -> Pairs:
    rows = AnalysisItem.objects.visible_to(request.actor).filter(strategy__project=row, sheet=kinds.SWOT)
    order = {code: place for place, (code, _label) in enumerate(kinds.CELLS[kinds.SWOT])}
    found = sorted(rows, key=lambda one: (order[one.cell], -one.weight, one.pk))
    return [(one.pk, f"{one.cell.upper()} · {short(one.text)}") for one in found]


def _sources(request: Request, row: Project, name: str) -> Pairs:
    if name == "crossing":
        crossed = Crossing.objects.visible_to(request.actor).filter(strategy__project=row)
        return [(one.pk, f"{one.kind.upper()} · {short(one.text)}") for one in crossed]
    if name == "need":
        needs = Need.objects.visible_to(request.actor).filter(strategy__project=row)
        return [(one.pk, f"N{one.number} · {short(one.text)}") for one in needs]
    themes = Theme.objects.visible_to(request.actor).filter(strategy__project=row)
    return [(one.pk, short(one.discriminator)) for one in themes]


def short(text: str) -> str:
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
