"""The strategy on paper: one sheet for whoever decides. The same parts are printed from the page and go into docx."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.queries import rivals, snapshot
from pursuit.domain.strategy.rules import kinds
from pursuit.kernel import clock, paper, settings_store, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.money import Money, exponent
from pursuit.kernel.paper import Paper, Section

RELATED = ("subject__owner", "account__subject", "stage")
FEW, MANY = 6, 10  # rows of a part: the sheet is for reading, the rest is on the pages
WAN = 10_000
Json = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class SheetOfPaper:
    """title, head: pairs of label and value; parts: heading, words, columns, rows."""

    title: str
    head: list[tuple[str, str]]
    parts: list[Section]


def strategy_paper(actor: Actor, project: Project) -> SheetOfPaper:
    """As the reader may see it; empty parts are left out."""
    data = snapshot.now(actor, project)
    compared = rivals.comparison(actor, project)
    parts = [
        _needs(_rows(data, "needs")),
        _competition(compared, _rows(data, "rivals")),
        _themes(_rows(data, "themes")),
        _aims(_rows(data, "sheets")),
        _actions(_rows(data, "lines")),
        _ladder(_rows(data, "concessions")),
        _people(_rows(data, "moves")),
    ]
    return SheetOfPaper(
        _("Strategy: %s") % project.title,
        _head(project, compared),
        [one for one in parts if one.rows or one.paragraphs],
    )


def strategy_docx(actor: Actor, project: Project) -> tuple[str, bytes]:
    """Name and content of the Word file."""
    sheet = strategy_paper(actor, project)
    company = str(settings_store.get("company_name", ""))
    made = Paper(
        title=sheet.title, head=sheet.head, sections=sheet.parts, signatures=(_("Owner"), _("Approved by")),
        footer=company, author=str(actor.user),
    )  # fmt: skip
    return f"{_('Strategy')}-{project.code}-{clock.today():%Y%m%d}.docx", paper.build(made)


def money(value: object) -> str:
    """An amount as an event keeps it, in 万 from ten thousand on."""
    if not isinstance(value, Mapping):
        return ""
    amount = Money(int(value["minor"]), str(value["currency"]))
    major = amount.major()
    if abs(major) >= WAN:
        text = f"{(major / WAN).quantize(Decimal('0.01')):,f} {_('×10k')}"
    else:
        text = f"{major:,.{exponent(amount.currency)}f}"
    return text if amount.currency == "CNY" else f"{text} {amount.currency}"


def target_words(compared: rivals.Comparison) -> str:
    """The price to win in words."""
    found = compared.target
    if compared.mixed:
        return _("No signal: the rivals' prices are in several currencies.")
    if found.state == "none":
        return _("No signal: scores or prices of rivals are missing.")
    if found.state == "any":
        said = _("Any price: we lead by more than the price can bring.")
    elif found.state == "never":
        said = _("No price is enough: we must gain points elsewhere.")
    else:
        at, low, high = (
            money({"minor": one, "currency": compared.currency}) for one in (found.at, found.low, found.high)
        )
        said = at if low == high else _("%(at)s (%(low)s to %(high)s)") % {"at": at, "low": low, "high": high}
    if found.thin:
        counted = {"n": found.counted, "all": found.all}
        said += " " + _("(few figures: %(n)d of %(all)d rivals counted)") % counted
    return said


def _head(project: Project, compared: rivals.Comparison) -> list[tuple[str, str]]:
    amount = None if project.amount is None else {"minor": project.amount, "currency": project.amount_currency}
    sign = date_format(project.expected_sign_on, "Y-m-d") if project.expected_sign_on else ""
    pairs = [
        (_("Customer"), project.account.title if project.account else ""),
        (_("Stage"), str(project.stage)),
        (_("Amount"), money(amount)),
        (_("Expected sign date"), sign),
        (_("Owner"), str(project.subject.owner or "")),
        (_("As of"), date_format(clock.today(), "Y-m-d")),
        (_("Price to win"), target_words(compared)),
    ]
    return [(label, value) for label, value in pairs if value]


def _rows(data: Json, name: str) -> list[Json]:
    return cast(list[Json], data.get(name) or [])


def _said(row: Json, name: str) -> str:
    return str(row.get(name) or "")


def _label(labels: kinds.Labels, code: object) -> str:
    return str(dict(labels).get(str(code), code or ""))


def _needs(rows: Iterable[Json]) -> Section:
    order = {code: place for place, (code, _text) in enumerate(kinds.PRIORITIES)}
    found = sorted((one for one in rows if one.get("state") != "dropped"), key=lambda one: order[str(one["priority"])])
    table = [
        (
            f"N{one['number']}",
            _said(one, "text"),
            _label(kinds.PRIORITIES, one["priority"]),
            _said(one, "answer") or "—",
            _label(kinds.COMPLIANCE, one["compliance"]),
        )
        for one in found
    ]
    columns = (_("No."), _("Need"), _("Priority"), _("Our answer"), _("Compliance"))
    return Section(_("Needs that decide"), _more(table), columns, table[:FEW], (1.2, 5.3, 1.4, 5.9, 2.0))


def _themes(rows: Iterable[Json]) -> Section:
    table = [(_said(one, "discriminator"), _said(one, "benefit"), _said(one, "proof") or "—") for one in rows]
    columns = (_("What sets us apart"), _("What the customer has from it"), _("How we prove it"))
    return Section(_("Win themes"), _more(table), columns, table[:FEW])


def _competition(compared: rivals.Comparison, rows: Iterable[Json]) -> Section:
    totals = {one.rival.competitor_id: one.total for one in compared.rivals if one.rival}
    table = []
    for one in rows:
        total = totals.get(cast(int, one["id"]))
        priced = money(one.get("price")) or "—"
        source = _("estimated") if one.get("price_estimated") else _said(one, "price_source")
        table.append(
            (
                _said(one, "name"),
                terms.label("rival_stage", str(one["stage"])),
                "—" if total is None else f"{float(total):.1f}",
                f"{priced}（{source}）" if source and priced != "—" else priced,
                _said(one, "counter") or "—",
            )
        )
    ours = (
        "" if compared.us.total is None else _("Our weighted score without the price: %.1f.") % float(compared.us.total)
    )
    columns = (_("Competitor"), _("Stage"), _("Score"), _("Price"), _("Our counter move"))
    return Section(
        _("Competition"),
        [ours, *_more(table)] if ours else _more(table),
        columns,
        table[:FEW],
        (3.6, 2.6, 1.2, 3.4, 5.0),
    )


def _aims(sheets: Iterable[Json]) -> Section:
    """What each of the six sheets wants to reach; the prices where the reader may see them."""
    kept = {str(one["id"]): one for one in sheets}
    table = []
    for code, label in kinds.SHEETS:
        words = [_said(kept.get(code, {}), "aim"), *(_priced(kept.get(code, {})) if code == "price" else ())]
        if any(words):
            table.append((str(label), _("; ").join(one for one in words if one)))
    return Section(_("What we want to reach"), (), (_("Strategy sheet"), _("Aim")), table, (2.6, 13.2))


def _actions(lines: Iterable[Json]) -> Section:
    """Who does what until when; what is open first."""
    order = {code: place for place, (code, _label) in enumerate(kinds.SHEETS)}
    ranks = {"open": 0, "task": 1, "done": 2}
    told = sorted(lines, key=lambda one: (ranks.get(str(one["state"]), 3), order[str(one["sheet"])]))
    table = [
        (
            _label(kinds.SHEETS, one["sheet"]),
            _said(one, "text"),
            _said(one, "owner") or "—",
            _said(one, "due_on") or "—",
            _state(one),
        )
        for one in told
    ]
    columns = (_("Strategy sheet"), _("What we do"), _("Who does it"), _("By when"), _("State"))
    count = sum(one["state"] == "open" for one in told)
    words = [_("%d lines have neither action nor reason.") % count] if count else []
    return Section(
        _("Strategies and actions"), [*words, *_more(table, MANY)], columns, table[:MANY], (2.4, 6.6, 1.8, 2.4, 2.6)
    )


def _priced(row: Json) -> list[str]:
    """Target and lowest price, where the reader may see them."""
    pairs = ((_("Target price"), money(row.get("target"))), (_("Lowest price"), money(row.get("floor"))))
    said = _("; ").join(_("%(label)s %(value)s") % {"label": label, "value": value} for label, value in pairs if value)
    return [said] if said else []


def _ladder(rows: Iterable[Json]) -> Section:
    table = [
        (str(one["step"]), _said(one, "gives"), money(one.get("price")) or "—", _said(one, "for_what"),
         _said(one, "granted_by") or "—")
        for one in rows
    ]  # fmt: skip
    columns = (_("Step"), _("What we give"), _("Price after it"), _("What we want for it"), _("Who may grant it"))
    return Section(_("Concession ladder"), _more(table), columns, table[:FEW], (1.2, 4.6, 2.9, 4.7, 2.4))


def _people(rows: Iterable[Json]) -> Section:
    table = [
        (
            _said(one, "name"),
            f"{_degree(one.get('start'))} → {_degree(one.get('target'))}",
            _degree(one.get("support")),
            _said(one, "measures"),
            _said(one, "owner") or "—",
            _said(one, "due_on") or "—",
        )
        for one in rows
    ]
    columns = (_("Person"), _("Support: from, to"), _("Now"), _("Measures"), _("Who does it"), _("By when"))
    return Section(_("Relationship plans"), _more(table), columns, table[:FEW], (2.0, 2.6, 1.4, 5.6, 1.8, 2.4))


def _state(one: Json) -> str:
    words = {"task": _("under way"), "done": _("done"), "cancelled": _("cancelled"), "open": _("open")}
    return words.get(str(one["state"])) or _("not done: %s") % _said(one, "reason")


def _degree(value: object) -> str:
    return "—" if value is None else str(value)


def _more(table: Sequence[object], few: int = FEW) -> list[str]:
    return [_("The first %(few)d of %(all)d.") % {"few": few, "all": len(table)}] if len(table) > few else []
