"""Papers the product writes, and the company's own templates for them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import events, paper, paperfill, papernames, paperpackage
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.context import moment
from pursuit.kernel.errors import Missing, Refused, Text
from pursuit.kernel.files import Upload
from pursuit.kernel.models import PaperTemplate
from pursuit.kernel.paper import Paper

EDIT = "settings.edit"
GONE = _("There is no such paper.")


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A paper: what a template of it may name, and how it looks as shipped, written with the same names.

    fields: name → label; tables: name → {column → label}.
    """

    code: str
    label: Text
    fields: Mapping[str, Text]
    tables: Mapping[str, Mapping[str, Text]]
    layout: Paper


_forms: dict[str, PaperForm] = {}


def declare(*forms: PaperForm) -> None:
    """At start-up only."""
    for form in forms:
        _forms[form.code] = form


def forms() -> list[PaperForm]:
    """By code."""
    return sorted(_forms.values(), key=lambda one: one.code)


def form(code: str) -> PaperForm:
    if code not in _forms:
        raise Missing("not_found", GONE)
    return _forms[code]


def own(code: str) -> PaperTemplate | None:
    """The company's template in use."""
    return PaperTemplate.objects.filter(form=code, retired_at=None).order_by("-pk").first()


def template(code: str) -> bytes:
    """The one in use: the company's, else the shipped one."""
    kept = own(code)
    return bytes(kept.content) if kept else paper.build(form(code).layout)


def render(code: str, values: Mapping[str, str], tables: Mapping[str, paperfill.Rows]) -> bytes:
    """The paper as docx. Callers give only what their reader may see."""
    return paperfill.fill(template(code), values, tables)


@action("kernel.put_paper_template", right=EDIT)
def put_template(*, actor: Actor, code: str, file: Upload) -> PaperTemplate:
    """Use a Word file as the template of a paper from now on. It may name only what the paper knows."""
    known = form(code)
    if not isinstance(file, UploadedFile) or not file.size:
        raise Refused("no_file", _("Choose a file that is not empty."), "file")
    if (file.name or "").lower().endswith((".docm", ".dotm")):
        raise Refused("active", paperpackage.PROGRAMS, "file")
    content = file.read(paperpackage.LARGEST + 1)
    papernames.check(paperfill.opened(content), known.fields, known.tables)
    paperfill.fill(content, {}, {})  # what cannot be filled is not taken
    _retire(code)
    made = PaperTemplate.objects.create(
        form=code, name=(file.name or "")[:200], content=content, put_by=actor.user, put_at=moment()
    )
    events.record(actor, "kernel.paper.put", None, form=code, name=made.name, template=made.pk)
    return made


@action("kernel.reset_paper_template", right=EDIT)
def reset_template(*, actor: Actor, code: str) -> None:
    """Back to the paper as shipped; the company's template stays in the records."""
    form(code)
    if not _retire(code):
        raise Refused("shipped_already", _("This paper is used as shipped."))
    events.record(actor, "kernel.paper.reset", None, form=code)


def _retire(code: str) -> int:
    return PaperTemplate.objects.filter(form=code, retired_at=None).update(retired_at=moment())
