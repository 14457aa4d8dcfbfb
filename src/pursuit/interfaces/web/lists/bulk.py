"""One action over the picked rows of a list: asks what is needed, then says row by row what became of it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pursuit.interfaces.web.forms.form import ActionForm
from pursuit.interfaces.web.forms.views import is_sheet
from pursuit.interfaces.web.lists.filterbar import safe_path
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel import bulk, pickers
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused, Text

MOST = 200
REASON = "reason"  # says why, and changes nothing itself
NOTHING_TYPED = Refused("nothing_typed", gettext_lazy("Fill in at least one field: what is left blank stays as it is."))
Titles = Callable[[Actor, Collection[int]], Mapping[int, str]]
# What is run for the picked ids: a title for the report and the action's own keywords, one pair per run.
Runs = Callable[[Actor, Sequence[int]], Sequence[tuple[str, Mapping[str, object]]]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    title: str
    why_not: Text = ""
    note: Text = ""  # of one that went well, where that is not all there is to say


def picks(request: Request) -> list[int]:
    """The picked ids, once each, in order."""
    sent = request.POST if request.method == "POST" else request.GET
    return list(dict.fromkeys(int(one) for one in sent.getlist("pick") if one.isdecimal() and len(one) < 18))[:MOST]


def bulk_page(
    request: Request,
    action: AnyAction,
    *,
    keyword: str = "",
    runs: Runs | None = None,
    title: Text,
    button: Text,
    back: str,
    names: Sequence[str] = (),
    fixed: Mapping[str, object] | None = None,
    labels: Mapping[str, Text] | None = None,
    follow: tuple[Text, str] = ("", ""),
    only_typed: bool = False,
    note: Callable[[object], Text] = lambda made: "",
    titles: Titles = lambda actor, ids: pickers.titles(ids, actor),
) -> HttpResponse:
    """GET asks for `names`; POST runs the action once per picked row with `keyword` = its id, or as `runs` says.

    Good rows stay, bad ones say why. A fault in what was asked for shows the form again: then nothing was done.
    only_typed: what is left blank stays as it is in every row. note: what more is to be said of what an action made.
    """
    chosen = picks(request)
    form = ActionForm(action, request.actor, names=names, fixed=fixed, unless_blank=names if only_typed else ())
    for field in form.fields:
        field.label = str((labels or {}).get(field.name, field.label))
    form.hidden = [("pick", pk) for pk in chosen]
    named = titles(request.actor, chosen)
    status = 200
    if request.method == "POST" and chosen:
        typed = form.read(request)
        each = runs(request.actor, chosen) if runs else [(named.get(pk, "?"), {keyword: pk}) for pk in chosen]
        if only_typed and not set(typed) - {REASON}:
            each = []
        results = list(bulk.run(action, request.actor, [{**own, **form.fixed, **typed} for _title, own in each]))
        fault = _common_fault([one.refused for one in results], names) if each else NOTHING_TYPED
        if fault is None:
            done = [
                Outcome(told, one.refused.message) if one.refused else Outcome(told, note=note(one.made))
                for (told, _own), one in zip(each, results, strict=True)
            ]
            return _report(request, title, done, back, follow)
        form.say(fault)
        status = 422
    context = {
        "form": form,
        "title": title,
        "button": button,
        "cancel": back,
        "draft": "",
        "here": request.path,
        "intro": _told(list(named.values())) if named else _("Nothing is picked: tick rows in the list first."),
    }
    template = "forms/sheet.html" if is_sheet(request) else "forms/page.html"
    return render(request, template, context, status=status)


def _common_fault(refusals: Sequence[Refused | None], names: Sequence[str]) -> Refused | None:
    """The refusal of all rows, where it is about what was asked for and not about the rows."""
    if not refusals or any(one is None or one.field not in names for one in refusals):
        return None
    return refusals[0]


def _told(names: Sequence[str]) -> str:
    shown = "、".join(names[:5])
    return _("%(names)s and %(more)s more") % {"names": shown, "more": len(names) - 5} if len(names) > 5 else shown


def _report(
    request: Request, title: Text, done: Sequence[Outcome], back: str, follow: tuple[Text, str]
) -> HttpResponse:
    """Row by row; `follow` are the words and the address of where it goes on in the background."""
    context = {
        "follow": follow,
        "title": title,
        "done": done,
        "good": sum(not one.why_not for one in done),
        "bad": sum(bool(one.why_not) for one in done),
        "back": _where_from(request, back),
    }
    return render(request, "lists/bulk_done.html" if is_sheet(request) else "lists/bulk_done_page.html", context)


def _where_from(request: Request, back: str) -> str:
    """The list with the filters it had."""
    asked = urlsplit(request.htmx.current_url or "") if request.htmx else None
    if asked is None or asked.netloc != request.get_host():
        return back
    return safe_path(f"{asked.path}?{asked.query}" if asked.query else asked.path)
