"""Needs and offer lines as other pages name them, for readers who see them."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from pursuit.domain.offers.models import QuoteLine, QuoteState
from pursuit.domain.strategy.models import Need
from pursuit.kernel.actor import Actor

LONGEST = 60
MOST = 1000  # lines that a form offers
# Versions that are no offer any more.
ENDED = (QuoteState.DECLINED, QuoteState.WITHDRAWN, QuoteState.REPLACED)


@dataclass(frozen=True, slots=True)
class NeedName:
    """A need by its number and words."""

    pk: int
    number: int
    text: str

    @property
    def code(self) -> str:
        return f"N{self.number}"


@dataclass(frozen=True, slots=True)
class LineName:
    """A line of the newest version of a quote. need: what it answers, None also where the reader sees no needs."""

    pk: int
    key: int
    quote: int
    quote_name: str
    number: str
    title: str
    need: NeedName | None


def need_names(actor: Actor, pks: Collection[int | None]) -> dict[int, NeedName]:
    """Those of these needs that the reader sees; nothing is asked where there are none."""
    wanted = {pk for pk in pks if pk}
    if not wanted:
        return {}
    rows = Need.objects.visible_to(actor).filter(pk__in=wanted).values_list("pk", "number", "text")
    return {pk: NeedName(pk, number, text) for pk, number, text in rows}


def need_choices(actor: Actor, project: int) -> list[tuple[int, str]]:
    """The needs of a project that the reader sees, as a form offers them."""
    rows = Need.objects.visible_to(actor).filter(strategy__project=project).order_by("number")
    return [(pk, f"N{number} {short(text)}") for pk, number, text in rows.values_list("pk", "number", "text")]


def line_choices(actor: Actor, project: int, key: int | None = None) -> list[tuple[int, str]]:
    """The lines that are offered in a project now, for a form: the first of very many, and that of the key."""
    rows = current(actor, project).order_by("quote__code", "place", "pk")
    names = ("pk", "quote__code", "quote__edition", "number", "title")
    found = list(rows.values_list(*names)[:MOST])
    if key and len(found) == MOST:
        found = list(dict.fromkeys([*rows.filter(key=key).values_list(*names), *found]))
    return [(pk, f"{code} V{edition} · {number} {short(title)}") for pk, code, edition, number, title in found]


def current(actor: Actor, project: int) -> QuerySet[QuoteLine]:
    """The visible lines of the newest versions of a project's quotes."""
    rows = QuoteLine.objects.visible_to(actor).filter(quote__project=project, quote__latest=True, removed=False)
    return rows.exclude(quote__state__in=ENDED)


def lines_by_key(actor: Actor, project: int, keys: Collection[int | None]) -> dict[int, LineName]:
    """The present lines of these keys, with the needs they answer."""
    wanted = {key for key in keys if key}
    if not wanted:
        return {}
    names = ("pk", "key", "quote_id", "quote__code", "quote__edition", "number", "title", "need_id")
    rows = list(current(actor, project).filter(key__in=wanted).values_list(*names))
    needs = need_names(actor, [row[-1] for row in rows])
    return {
        key: LineName(pk, key, quote, f"{code} V{edition}", number, title, needs.get(need or 0))
        for pk, key, quote, code, edition, number, title, need in rows
    }


def short(text: str) -> str:
    """The first line of a text, not too long."""
    line = text.splitlines()[0] if text else ""
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
