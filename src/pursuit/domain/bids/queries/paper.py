"""标书目录: what a matrix gives back, as a paper that can be signed and bound in."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.bids.queries.bids import days
from pursuit.domain.bids.queries.matrix import clauses
from pursuit.domain.bids.rules import modes
from pursuit.domain.bids.rules.clauses import DEVIATIONS, PARTS
from pursuit.kernel import settings_store
from pursuit.kernel.actor import Actor
from pursuit.kernel.paper import Paper, Section

WIDTHS = (1.2, 1.7, 5.0, 4.9, 1.6, 1.4)
MARK = {"star": "★", "triangle": "▲"}


def contents(actor: Actor, bid: Bid) -> Paper:
    """The contents of the bid document of a visible bid: every clause with answer and page, by part; what deviates; the
    proofs. Without any price."""
    rows = list(clauses(actor).filter(bid=bid).select_related("credential__subject", "credential__account__subject"))
    company = str(settings_store.get("company_name", ""))
    opening = days(actor, bid.project_id).get("opening")
    head = [
        (_("Project"), bid.project.title),
        (_("Tender number"), bid.number or "—"),
        (_("Lot"), bid.lot or "—"),
        (_("Tender agency"), bid.agency or "—"),
        (_("Procurement mode"), str(modes.label(modes.MODES, bid.mode))),
        (_("Opening"), date_format(opening, "Y-m-d") if opening else "—"),
        (_("Bidder"), company or "—"),
        (_("Bid manager"), str(bid.subject.owner or "—")),
    ]
    return Paper(
        title=_("Contents of the bid and clause-by-clause answers"),
        head=head,
        sections=[*_parts(rows), _deviations(rows), *_proofs(rows)],
        signatures=(_("Bidder (stamp)"), _("Authorised signatory"), _("Date")),
        footer=f"{company} · {bid.title}" if company else bid.title,
        author=str(bid.subject.owner or ""),
    )


def file_name(bid: Bid) -> str:
    """What the download is called."""
    return f"{_('Contents of the bid')}-{bid.title}.docx"


def _parts(rows: Sequence[Clause]) -> list[Section]:
    found = []
    for code, label in PARTS:
        mine = [one for one in rows if one.part == code]
        if mine:
            columns = (_("No."), _("Clause"), _("Demand"), _("Our answer"), _("Deviation"), _("Page"))
            lines = [_line(at, one) for at, one in enumerate(mine, 1)]
            found.append(Section(str(label), columns=columns, rows=lines, widths=WIDTHS))
    return found


def _line(at: int, one: Clause) -> tuple[str, ...]:
    text = f"{MARK.get(one.kind, '')}{one.text}"
    answer = one.response or ("—" if one.deviation == "undecided" else str(dict(DEVIATIONS)[one.deviation]))
    return str(at), one.number, text, answer, _deviation(one), one.page or "—"


def _deviation(one: Clause) -> str:
    return "—" if one.deviation == "undecided" else str(dict(DEVIATIONS)[one.deviation])


def _deviations(rows: Sequence[Clause]) -> Section:
    """偏离表: only what deviates; where nothing does, it says so, which is what is signed."""
    off = [one for one in rows if one.deviation in ("positive", "negative")]
    title = _("Table of deviations")
    if not off:
        return Section(title, paragraphs=(_("We answer all clauses of the tender document without any deviation."),))
    columns = (_("No."), _("Clause"), _("Demand"), _("Our answer"), _("Deviation"), _("Page"))
    lines = [_line(at, one) for at, one in enumerate(off, 1)]
    text = _("All clauses that are not named here are answered without deviation.")
    return Section(title, paragraphs=(text,), columns=columns, rows=lines, widths=WIDTHS)


def _proofs(rows: Sequence[Clause]) -> list[Section]:
    seen = {one.credential_id: one for one in rows if one.credential is not None}
    if not seen:
        return []
    columns = (
        _("No."),
        _("Proof document"),
        _("Certificate number"),
        _("Level of the paper"),
        _("Valid until"),
        _("Page"),
    )
    lines = []
    for at, one in enumerate(seen.values(), 1):
        paper = one.credential
        if paper is not None:
            until = date_format(paper.expires_on, "Y-m-d") if paper.expires_on else _("for good")
            lines.append((str(at), paper.title, paper.number or "—", paper.level or "—", until, one.page or "—"))
    return [Section(_("List of proofs"), columns=columns, rows=lines, widths=(1.2, 5.2, 3.6, 1.8, 2.6, 1.4))]
