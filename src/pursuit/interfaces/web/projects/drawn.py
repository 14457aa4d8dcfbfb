"""What stands on a page many times (cards, rings, faces) as HTML, drawn in Python: templates cost too much for that."""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries.cards import Card
from pursuit.domain.projects.rules.ring import STATES, WORKSPACES, Workspace
from pursuit.interfaces.web.shell import formats
from pursuit.interfaces.web.shell.addresses import address
from pursuit.interfaces.web.shell.formats import html
from pursuit.interfaces.web.shell.icons import icon
from pursuit.kernel import clock
from pursuit.kernel.models import User

EMPTY = SafeString("")
CARD = (
    '<article class="pcard{still}" id="card-{pk}" data-card="{pk}" data-move="{move}">\n'
    '  <div class="pcard-top"><span class="pcard-account muted">{account}</span>{chip}{ring}</div>\n'
    '  <a class="pcard-name" draggable="false" href="{page}">{title}</a>\n'
    '  <div class="pcard-line"><span class="pcard-money">{money}</span>{sign}</div>\n'
    '  <div class="pcard-line pcard-step{late}">{step}</div>\n'
    '  <div class="pcard-foot"><span class="faces">{faces}</span>'
    '<span class="muted" title="{days_title}">{clock}{days}</span>{button}</div>\n'
    "</article>"
)


@dataclass(frozen=True, slots=True)
class Words:
    """What every card of a board says, in one language, as HTML."""

    title: str
    days: str
    move: str
    sign: str
    moved: str
    missing: str
    empty: str
    places: tuple[str, str, str]


@cache
def _words(_language: str | None) -> Words:
    return Words(
        title=html(_("Days in this stage")),
        days=html(_("%(n)s d")),
        move=html(pgettext("stage", "Move")),
        sign=html(_("Expected sign date")),
        moved=html(_("moved later %(n)s times")),
        missing=html(_("No next step")),
        empty=html(_("not named")),
        places=(html(_("AR")), html(_("SR")), html(_("FR"))),
    )


def card(one: Card, *, may_move: bool, unit: str) -> SafeString:
    """A project as a card of the board."""
    row, words = one.project, _words(get_language())
    move = address("projects:move", row.pk)
    # What is text is escaped here; the other parts are HTML already, or numbers.
    made = CARD.format(
        still="" if row.status == Status.ACTIVE else " pcard-still",
        pk=row.pk,
        move=move,
        account=html(one.account or "—"),
        chip=_chip(row),
        ring=ring(one.ring, "ring-s"),
        page=address("projects:project", row.pk),
        title=html(row.title),
        money=formats.money(row.amount, row.amount_currency, unit),
        sign=_sign_date(row),
        late=" late" if row.next_step_on is not None and row.next_step_on < clock.today() else "",
        step=_step(row),
        faces=faces(one.faces),
        days_title=words.title,
        clock=icon("clock", "icon-sm"),
        days=words.days % {"n": one.days_in_stage},
        button=_move_button(move, words.move) if may_move else EMPTY,
    )
    return SafeString(made)


def ring(workspaces: list[Workspace], size: str) -> SafeString:
    """The ring of seven, with its words for whoever does not see it."""
    return _ring(tuple((one.code, one.state) for one in workspaces), size, get_language() or "")


@lru_cache(maxsize=2000)
def _ring(states: tuple[tuple[str, str], ...], size: str, _language: str) -> SafeString:
    """Drawn once for each combination of states (a few dozen occur); it holds nothing else."""
    words = [(str(WORKSPACES.get(code, code)), str(STATES.get(state, state))) for code, state in states]
    segments = format_html_join(
        "",
        '<circle class="seg seg-{}" cx="12" cy="12" r="9" pathLength="70" stroke-dasharray="8.2 61.8" '
        'stroke-dashoffset="-{}0"/>',
        ((state, place) for place, (_code, state) in enumerate(states)),
    )
    return format_html(
        '<svg class="ring {}" viewBox="0 0 24 24" role="img" aria-label="{}: {}"><title>{}</title>'
        '<g transform="rotate(-90 12 12)">{}</g></svg>',
        size,
        _("Workspaces"),
        ", ".join(f"{name} {state}" for name, state in words),
        " · ".join(f"{name}: {state}" for name, state in words),
        segments,
    )


def faces(people: dict[str, User]) -> SafeString:
    """AR, SR, FR as three faces; an empty place is shown as one."""
    words = _words(get_language())
    roles = zip("ASF", words.places, ("ar", "sr", "fr"), strict=True)
    return SafeString("".join([_face(letter, place, people.get(role), words.empty) for letter, place, role in roles]))


def _face(letter: str, place: str, user: User | None, empty: str) -> str:
    if user is None:
        return f'<span class="face face-empty" title="{place} {empty}">{letter}</span>'
    name = str(user)
    return f'<span class="face" title="{place} {html(name)}">{html(name[:1].upper() or letter)}</span>'


def _chip(row: Project) -> SafeString:
    if row.status == Status.ACTIVE:
        return EMPTY
    tone, picture = ("watch", "player-pause") if row.status == Status.SUSPENDED else ("sound", "circle-check")
    return format_html(
        '<span class="chip chip-{}">{}<span>{}</span></span>', tone, icon(picture), row.get_status_display()
    )


def _sign_date(row: Project) -> str:
    if row.expected_sign_on is None:
        return EMPTY
    words, day = _words(get_language()), row.expected_sign_on.isoformat()
    picture = icon("signature", "icon-sm")
    if not row.slip_count:
        return f'<span class="pcard-date" title="{words.sign}">{picture}{day}</span>'
    title = f"{words.sign} · {words.moved % {'n': row.slip_count}}"
    return f'<span class="pcard-date slipped" title="{title}">{picture}{day} <b>×{row.slip_count}</b></span>'


def _step(row: Project) -> str:
    if row.next_step:
        day = f"{row.next_step_on:%m-%d}" if row.next_step_on else ""
        who = html(row.next_step_owner or "")
        step = f'<span class="pcard-text">{html(row.next_step)}</span><span class="muted">{day} {who}</span>'
        return f"{icon('arrow-right', 'icon-sm')}{step}"
    if row.status == Status.ACTIVE:
        missing = _words(get_language()).missing
        return f'{icon("alert-triangle", "icon-sm")}<span class="watch-text">{missing}</span>'
    return EMPTY


def _move_button(move: str, word: str) -> str:
    where = f'href="{move}" hx-get="{move}?back=board" hx-target="#sheet-host"'
    return f'<a class="btn btn-sm btn-quiet pcard-move" {where}>{word}</a>'
