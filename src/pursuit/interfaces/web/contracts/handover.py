"""交底: the meeting, its check list, and the pack it becomes."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.contracts.actions.hand_over import record_hand_over
from pursuit.domain.contracts.queries import contracts as queries
from pursuit.domain.contracts.queries import pack as packs
from pursuit.domain.contracts.queries.contracts import EDIT, VIEW
from pursuit.domain.contracts.rules.changes import CHECKS
from pursuit.domain.projects.queries import parts as of_project
from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import form_page
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.word import download
from pursuit.kernel import access, clock

NAMES = ("held_on", "place", "people", "guests", "note")


class _Form(ActionForm):
    """With the check list, whose ticks come as several values of one name."""

    def read(self, request: object) -> dict[str, object]:
        data = super().read(request)  # type: ignore[arg-type]
        return data | {"done": request.POST.getlist("done")}  # type: ignore[attr-defined]


@page(EDIT, methods=("GET", "POST"))
def hand_over(request: Request, pk: int) -> HttpResponse:
    """Note the meeting."""
    row = queries.contract(request.actor, pk)
    access.require(request.actor, EDIT, row.subject)
    found = queries.parts(request.actor, row).hand_over
    held: dict[str, object] = {"held_on": clock.today()}
    if found is not None:
        held = {name: getattr(found, name) for name in NAMES if name != "people"}
        held["people"] = [one.pk for one in found.people.all()]
    elif row.project is not None:
        held["people"] = list(dict.fromkeys(one.user_id for one in of_project.standing(row.project).team))
    form = _Form(
        record_hand_over, request.actor, names=NAMES, fixed={"contract": pk}, stored=held,
        version=found.version if found else None,
    )  # fmt: skip
    ticked = request.POST.getlist("done") if request.method == "POST" else (found.done if found else [])
    home = reverse("contracts:contract", args=[pk])
    return form_page(
        request,
        form,
        title=_("Hand-over to delivery"),
        button=_("Save"),
        done=lambda _row: f"{home}#hand-over",
        said=_("The hand-over is noted. Its pack is ready to be signed."),
        cancel=home,
        draft=f"hand-over-{pk}",
        template="contracts/hand_over.html",
        context={
            "nav": "offers",
            "intro": row.title,
            "checks": [(code, label, code in ticked) for code, label in CHECKS],
        },
    )


@page(VIEW)
def pack(request: Request, pk: int) -> HttpResponse:
    """The pack as it will be printed."""
    made = packs.pack(request.actor, pk)
    row = queries.contract(request.actor, pk)
    return render(request, "contracts/pack.html", {"nav": "offers", "contract": row, "report": made})


@page(VIEW)
def pack_docx(request: Request, pk: int) -> FileResponse:
    """The pack as a Word file."""
    body, name = packs.docx(request.actor, pk)
    return download(body, name)
