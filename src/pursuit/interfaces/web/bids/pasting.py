"""Bringing clauses in: text is pasted or read from a table, split, looked at, and taken over in one go."""

import tempfile
from collections import Counter
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.bids.actions.clauses import bring_clauses
from pursuit.domain.bids.queries.bids import EDIT
from pursuit.domain.bids.rules.clauses import PARTS
from pursuit.domain.bids.rules.splitting import Split, split
from pursuit.integrations.csv_xlsx.tables import Row, open_tables
from pursuit.interfaces.web.bids.frame import bid_frame, editable
from pursuit.interfaces.web.projects.sheets import done_with_undo
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.errors import Refused

MOST_BYTES = 5 * 1024 * 1024
MOST_TEXT = 400_000


@page(EDIT, methods=("GET", "POST"))
def paste(request: Request, pk: int) -> HttpResponse:
    """GET asks for text or a file; POST shows what it is split into, and with `bring` takes it over."""
    editable(request, pk)
    if request.method != "POST":
        return _shown(request, pk, "")
    text = request.POST.get("text", "")[:MOST_TEXT]
    try:
        upload = request.FILES.get("file")
        if isinstance(upload, UploadedFile):
            text = read_table(upload)
        found = split(text)
        if not found:
            problem = _("There is nothing to split: paste the clauses, or choose a table.")
            return _shown(request, pk, text, problem=problem)
        if "bring" not in request.POST:
            return _shown(request, pk, text, found)
        return _bring(request, pk, found)
    except Refused as no:
        if no.kind in ("missing", "forbidden"):
            raise
        return _shown(request, pk, text, problem=str(no.message))


def _bring(request: Request, pk: int, found: list[Split]) -> HttpResponse:
    out = {int(one) for one in request.POST.getlist("out") if one.isdecimal() and len(one) < 6}
    part = request.POST.get("part", "")
    part = part if part in dict(PARTS) else "technical"
    specs = [
        {"number": one.number[:40], "text": one.text, "part": one.part or part, "kind": one.kind, "proof": one.proof}
        for at, one in enumerate(found)
        if at not in out
    ]
    row = bring_clauses.run(request.actor, {"bid": pk, "clauses": specs})
    text = _("%d clauses are in the matrix. Share them out next.") % len(specs)
    return done_with_undo(request, row.subject, text, reverse("bids:clauses", args=[pk]))


def _shown(
    request: Request, pk: int, text: str, found: list[Split] | None = None, problem: str = ""
) -> HttpResponse:  # fmt: skip
    head = bid_frame(request, pk, "clauses")
    labels = dict(PARTS)
    context = head.context | {
        "text": text,
        "found": [(at, one, labels.get(one.part, "")) for at, one in enumerate(found or [])],
        "counts": Counter(one.kind for one in found or []),
        "proofs": sum(one.proof for one in found or []),
        "undecided": sum(not one.part for one in found or []),
        "clause_parts": PARTS,
        "problem": problem,
    }
    return render(request, "bids/paste.html", context, status=422 if problem else 200)


def read_table(upload: "UploadedFile[bytes]") -> str:
    """The clauses of a table as text: its longest column, with a number in front where a column has numbers."""
    if not upload.size or upload.size > MOST_BYTES:
        raise Refused("too_large", _("The table is empty or larger than 5 MB."), "file")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clauses"
        with path.open("wb") as out:
            for piece in upload.chunks():
                out.write(piece)
        table = open_tables(path, name=upload.name or "clauses.xlsx")[0]
        rows = [row for _at, row in zip(range(3000), table.rows(), strict=False)]
    return _as_text(rows, len(table.header))


def _as_text(rows: list[Row], width: int) -> str:
    texts = [[_cell(row, column) for row in rows] for column in range(width)]
    long = max(range(width), key=lambda column: sum(map(len, texts[column])))
    short = [
        column for column in range(width)
        if column != long and sum(any(char.isdigit() for char in one) and len(one) < 16 for one in texts[column]) * 2
        > len(rows)
    ]  # fmt: skip
    numbers = texts[short[0]] if short else [""] * len(rows)
    lines = (f"{number} {text}".strip() for number, text in zip(numbers, texts[long], strict=True) if text)
    return "\n".join(line.replace("\n", " ") for line in lines)


def _cell(row: Row, column: int) -> str:
    value = row.cells[column] if column < len(row.cells) else None
    return "" if value is None else str(value).strip()
