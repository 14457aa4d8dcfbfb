"""Comments on a record: every answer to htmx is the card anew, every other one leads back to the record."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from pursuit.domain.collaboration.actions import comments as act
from pursuit.domain.collaboration.actions import following
from pursuit.domain.collaboration.queries import comments as look
from pursuit.domain.collaboration.queries.comments import Said
from pursuit.domain.collaboration.queries.feed import feed
from pursuit.interfaces.web.collaboration.mentions import chosen, with_tokens
from pursuit.interfaces.web.collaboration.talk import Draft, collaboration_context, correction
from pursuit.interfaces.web.records.history import lines
from pursuit.interfaces.web.records.views import GONE, subject_url
from pursuit.interfaces.web.shell.access import page
from pursuit.interfaces.web.shell.request import Request
from pursuit.interfaces.web.shell.toasts import Toast, see_other, with_toast
from pursuit.kernel.errors import Missing, Refused
from pursuit.kernel.models import Subject

COMMENT = "collaboration.comment"
PARTS = ("all", "comments", "changes")


@page("collaboration.view", methods=("GET", "POST"))
def comments(request: Request, pk: int) -> HttpResponse:
    """The comments of a record; POST adds one. `answer` or `edit` opens the field for that."""
    subject = _visible(request, pk)
    if request.method == "GET":
        return _card(request, subject, _asked(request))
    names = chosen(request.actor, request.POST.get("mentions", ""))
    draft = Draft(text=request.POST.get("text", ""), mentions=request.POST.get("mentions", ""))
    values: dict[str, object] = {"subject": pk, "text": with_tokens(draft.text, names)}
    if (reply := request.POST.get("reply_to", "")).isdecimal():
        values["reply_to"] = draft.reply_to = int(reply)
    try:
        act.add_comment.run(request.actor, values)
    except Refused as no:
        return _refused(request, subject, draft, no)
    return _done(request, subject)


@page(COMMENT, methods=("POST",))
def correct(request: Request, pk: int) -> HttpResponse:
    """Change the words of one's own comment."""
    said, subject = _said(request, pk)
    names = chosen(request.actor, request.POST.get("mentions", ""))
    draft = Draft(text=request.POST.get("text", ""), mentions=request.POST.get("mentions", ""), editing=pk)
    values = {"comment": pk, "text": with_tokens(draft.text, names), "version": request.POST.get("version", "")}
    try:
        act.edit_comment.run(request.actor, values)
    except Refused as no:
        draft.version = said.version
        return _refused(request, subject, draft, no)
    return _done(request, subject)


@page(COMMENT, methods=("POST",))
def deletion(request: Request, pk: int) -> HttpResponse:
    """Take a comment back; the toast brings it again."""
    _one, subject = _said(request, pk)
    act.delete_comment.run(request.actor, {"comment": pk})
    undo = reverse("collaboration:restoration", args=[pk])
    return _done(request, subject, Toast(_("The comment was deleted."), url=undo, link=_("Undo"), post=True))


@page(COMMENT, methods=("POST",))
def restoration(request: Request, pk: int) -> HttpResponse:
    """Bring back what one deleted."""
    row = act.restore_comment.run(request.actor, {"comment": pk})
    return _done(request, row.subject, Toast(_("The comment is back.")))


@page(COMMENT, methods=("POST",))
def reaction(request: Request, pk: int) -> HttpResponse:
    """Answer with a sign, or take the sign back."""
    _one, subject = _said(request, pk)
    sign, _dash, off = request.POST.get("sign", "").partition("-")
    act.react.run(request.actor, {"comment": pk, "sign": sign, "on": not off})
    return _done(request, subject)


@page("collaboration.follow", methods=("POST",))
def follow(request: Request, pk: int) -> HttpResponse:
    """Hear of a record, or no more."""
    subject = _visible(request, pk)
    wanted = request.POST.get("follow") == "yes"
    (following.follow if wanted else following.unfollow).run(request.actor, {"subject": pk})
    said = _("You will hear of changes.") if wanted else _("You will no longer hear of changes; mentions still arrive.")
    return _done(request, subject, Toast(said))


@page("collaboration.view")
def activity(request: Request, pk: int) -> HttpResponse:
    """Changes and comments of a record in one stream."""
    subject = _visible(request, pk)
    part = request.GET.get("part", "all")
    before = request.GET.get("before", "")
    shown = part if part in PARTS else "all"
    found = feed(request.actor, pk, part=shown, before=int(before) if before.isdecimal() else None)  # type: ignore[arg-type]
    told = lines(item.entry for item in found.items)
    context = {
        "subject": subject,
        "url": subject_url(subject),
        "items": [(line, item.comment) for line, item in zip(told, found.items, strict=True)],
        "more": found.before,
        "part": shown,
        "parts": ((PARTS[0], _("All")), (PARTS[1], _("Comments")), (PARTS[2], _("Changes"))),
    }
    template = "collaboration/activity.html#items" if request.htmx and before else "collaboration/activity.html"
    return render(request, template, context)


def _visible(request: Request, pk: int) -> Subject:
    row = Subject.objects.visible_to(request.actor, [pk]).select_related("owner").first()
    if row is None:
        raise Missing("not_found", GONE)
    return row


def _said(request: Request, pk: int) -> tuple[Said, Subject]:
    """A comment on a visible record."""
    said = look.said(request.actor, [pk]).get(pk)
    if said is None:
        raise Missing("not_found", _("There is no such comment, or you cannot see it."))
    return said, _visible(request, said.subject)


def _asked(request: Request) -> Draft:
    """An answer or a correction that somebody wants to begin."""
    answer, edit = request.GET.get("answer", ""), request.GET.get("edit", "")
    if answer.isdecimal():
        return Draft(reply_to=int(answer))
    if edit.isdecimal() and (said := look.said(request.actor, [int(edit)]).get(int(edit))) and said.mine:
        return correction(said)
    return Draft()


def _card(request: Request, subject: Subject, draft: Draft, status: int = 200) -> HttpResponse:
    before = request.GET.get("before", "")
    context = collaboration_context(
        request.actor, subject, draft=draft, before=int(before) if before.isdecimal() else None
    )
    template = "collaboration/panel.html" if request.htmx else "collaboration/comments.html"
    return render(request, template, {**context, "subject": subject, "url": subject_url(subject)}, status=status)


def _refused(request: Request, subject: Subject, draft: Draft, no: Refused) -> HttpResponse:
    """The card again with what was typed and the reason."""
    if no.kind == "missing" and no.field is None:
        raise no
    draft.error = str(no.message)
    return _card(request, subject, draft, status=422)


def _done(request: Request, subject: Subject, toast: Toast | None = None) -> HttpResponse:
    if request.htmx and request.htmx.target == f"talk-{subject.pk}":
        answer = _card(request, subject, Draft())
        return with_toast(answer, toast) if toast else answer
    back = subject_url(subject) or reverse("collaboration:comments", args=[subject.pk])
    return see_other(request, f"{back}#talk-{subject.pk}", toast)
