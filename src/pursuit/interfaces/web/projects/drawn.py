"""What stands on a page many times (cards, rings, faces) as HTML, drawn in Python: templates cost too much for that."""

from functools import cache, lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from pursuit.domain.projects.models import Project, Status
from pursuit.domain.projects.queries.cards import Card
from pursuit.domain.projects.rules.ring import STATES, WORKSPACES, Workspace
from pursuit.interfaces.web.shell import formats
from pursuit.interfaces.web.shell.icons import icon
from pursuit.kernel import clock
from pursuit.kernel.models import User

EMPTY = SafeString("")
SOME_ID = 9_876_543_210
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


def card(one: Card, *, may_move: bool, unit: str) -> SafeString:
    """A project as a card of the board."""
    row = one.project
    move = _address("projects:move", row.pk)
    return format_html(
        CARD,
        still="" if row.status == Status.ACTIVE else " pcard-still",
        pk=row.pk,
        move=move,
        account=one.account or "—",
        chip=_chip(row),
        ring=ring(one.ring, "ring-s"),
        page=_address("projects:project", row.pk),
        title=row.title,
        money=formats.money(row.amount, row.amount_currency, unit),
        sign=_sign_date(row),
        late=" late" if row.next_step_on is not None and row.next_step_on < clock.today() else "",
        step=_step(row),
        faces=faces(one.faces),
        days_title=_("Days in this stage"),
        clock=icon("clock", "icon-sm"),
        days=_("%(n)s d") % {"n": one.days_in_stage},
        button=_move_button(move) if may_move else EMPTY,
    )


def _address(name: str, pk: int) -> str:
    before, after = _around_id(name, get_script_prefix())
    return f"{before}{pk}{after}"


@cache
def _around_id(name: str, _prefix: str) -> tuple[str, str]:
    """An address before and behind the id: looking it up for every card took as long as drawing the card."""
    before, _id, after = reverse(name, args=[SOME_ID]).partition(str(SOME_ID))
    return before, after


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
    places = (("A", _("AR"), people.get("ar")), ("S", _("SR"), people.get("sr")), ("F", _("FR"), people.get("fr")))
    return mark_safe("".join(_face(*place) for place in places))  # noqa: S308  every part is escaped where it is made


def _face(letter: str, place: str, user: User | None) -> str:
    name = str(user) if user else ""
    return format_html(
        '<span class="face{}" title="{} {}">{}</span>',
        "" if user else " face-empty",
        place,
        name or _("not named"),
        name[:1].upper() or letter,
    )


def _chip(row: Project) -> SafeString:
    if row.status == Status.ACTIVE:
        return EMPTY
    tone, picture = ("watch", "player-pause") if row.status == Status.SUSPENDED else ("sound", "circle-check")
    return format_html(
        '<span class="chip chip-{}">{}<span>{}</span></span>', tone, icon(picture), row.get_status_display()
    )


def _sign_date(row: Project) -> SafeString:
    if row.expected_sign_on is None:
        return EMPTY
    slips, title = EMPTY, conditional_escape(_("Expected sign date"))
    if row.slip_count:
        slips = format_html(" <b>×{}</b>", row.slip_count)
        title = format_html("{} · {}", title, _("moved later %(n)s times") % {"n": row.slip_count})
    return format_html(
        '<span class="pcard-date{}" title="{}">{}{}{}</span>',
        " slipped" if row.slip_count else "",
        title,
        icon("signature", "icon-sm"),
        row.expected_sign_on.isoformat(),
        slips,
    )


def _step(row: Project) -> SafeString:
    if row.next_step:
        day = f"{row.next_step_on:%m-%d}" if row.next_step_on else ""
        return format_html(
            '{}<span class="pcard-text">{}</span><span class="muted">{} {}</span>',
            icon("arrow-right", "icon-sm"),
            row.next_step,
            day,
            row.next_step_owner or "",
        )
    if row.status == Status.ACTIVE:
        return format_html('{}<span class="watch-text">{}</span>', icon("alert-triangle", "icon-sm"), _("No next step"))
    return EMPTY


def _move_button(move: str) -> SafeString:
    return format_html(
        '<a class="btn btn-sm btn-quiet pcard-move" href="{0}" hx-get="{0}?back=board" hx-target="#sheet-host">{1}</a>',
        move,
        pgettext("stage", "Move"),
    )
