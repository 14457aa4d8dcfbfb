"""A form over an action: shows fields, reads what was sent, runs the action, keeps what was typed when it says no."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pursuit.interfaces.web.forms.field import FormField, build, reading
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Invalid, Refused, Stale
from pursuit.kernel.money import Money, parse_amount
from pursuit.kernel.schema import Field


class ActionForm:
    """Fields of one action for one person; those the person may not set are not there.

    names: which keywords, in order (default: all but `fixed`); fixed: keywords the page knows itself;
    stored: present values; version: of the record when the form was opened;
    unless_blank: names the action finds itself when nothing was typed.
    """

    def __init__(
        self,
        action: AnyAction,
        actor: Actor,
        *,
        names: Sequence[str] | None = None,
        fixed: Mapping[str, object] | None = None,
        stored: Mapping[str, object] | None = None,
        version: int | None = None,
        with_fields: Mapping[str, str] | None = None,
        unless_blank: Collection[str] = (),
    ) -> None:
        self.action = action
        self.actor = actor
        self.fixed = dict(fixed or {})
        self.stored = dict(stored or {})
        self.version = version
        self.message = ""
        self.stale = False
        self.unless_blank = frozenset(unless_blank)
        self.hidden: list[tuple[str, object]] = []  # what a page must carry along besides
        known = action.schema.fields
        wanted = names if names is not None else [name for name in known if name not in {*self.fixed, "version"}]
        shown = [known[name] for name in wanted if name in known]
        self.schema: list[Field] = [one for one in shown if not one.right or actor.may(one.right)]
        links = with_fields or {}
        self.fields: list[FormField] = [
            build(one, self.stored.get(one.name, one.default), with_fields=links.get(one.name, ""))
            for one in self.schema
        ]

    @property
    def has_errors(self) -> bool:
        return any(shown.error for shown in self.fields)

    def submit(self, request: HttpRequest) -> Any:
        """Run the action with what was sent; None when it said no (the form then says why)."""
        values = self.fixed | self.read(request)
        if "version" in self.action.schema.fields and (held := request.POST.get("version", "")):
            values["version"] = held
        try:
            return self.action.run(self.actor, values)
        except Refused as no:
            if no.kind == "missing":
                raise
            self.say(no)
        return None

    def read(self, request: HttpRequest) -> dict[str, object]:
        """The keywords as they were sent; the form shows them again."""
        data = {one.name: value for one in self.schema if (value := sent(request, one)) is not ABSENT}
        self._keep(request, data)
        return {name: value for name, value in data.items() if value != "" or name not in self.unless_blank}

    def say(self, no: Refused) -> None:
        """Show why the action said no."""
        if isinstance(no, Stale):
            self._say_stale(no)
        elif isinstance(no, Invalid):
            self._say({name: str(message) for name, (_code, message) in no.faults.items()})
        else:
            self._say({no.field or "": str(no.message)})

    def _keep(self, request: HttpRequest, data: Mapping[str, object]) -> None:
        """Show again what was typed."""
        for one, shown in zip(self.schema, self.fields, strict=True):
            if shown.kind == "money":
                shown.value = request.POST.get(one.name, "")
                shown.currency = request.POST.get(f"{one.name}_currency", shown.currency)
            elif one.name in data and one.widget != "file":
                value = data[one.name]
                if one.ref or one.row:
                    again = build(one, _ids(value, many=one.many), actor=self.actor)
                    shown.value, shown.display, shown.picked = again.value, again.display, again.picked
                else:
                    shown.value = "\n".join(value) if isinstance(value, list) and shown.kind == "long" else value

    def _say(self, faults: Mapping[str, str]) -> None:
        names = {shown.name: shown for shown in self.fields}
        rest = []
        for name, message in faults.items():
            if name in names:
                names[name].error = message
            else:
                rest.append(message)
        self.message = " ".join(rest)

    def _say_stale(self, no: Stale) -> None:
        """Both versions: each field that reads differently now shows what is stored beside what was typed."""
        self.stale = True
        self.version = no.current
        self.message = _(
            "Somebody saved a newer version while you were typing. What you typed is below; where the "
            "stored value differs it is shown beside it. Save again to keep yours."
        )
        for one, shown in zip(self.schema, self.fields, strict=True):
            now = reading(one, self.stored.get(one.name))
            if now != reading(one, _typed(one, shown)):
                shown.theirs = now


ABSENT = object()


def sent(request: HttpRequest, one: Field) -> object:
    """One keyword from a POST, as actions read it; ABSENT where the box was left alone."""
    post, name = request.POST, one.name
    if one.widget == "file":
        return request.FILES.get(name, ABSENT)
    if one.widget == "money":
        text = post.get(name, "")
        if not text.strip():
            return None if one.optional else ABSENT
        return {"text": text, "currency": post.get(f"{name}_currency", "")}
    if one.widget == "flag":
        return post.get(name) in {"true", "on", "1"}
    if one.many:
        if one.widget == "long":
            return [line.strip() for line in post.get(name, "").splitlines() if line.strip()]
        return [value for value in post.getlist(name) if value]
    value = post.get(name, "").strip()
    textual = one.widget in {"line", "long", "email", "phone"} or one.required
    # An empty box of a keyword that has a default and knows no "none" was simply left alone.
    return ABSENT if value == "" and not one.optional and not textual else value


def _typed(one: Field, shown: FormField) -> object:
    if one.widget == "money" and shown.value:
        try:
            return Money(parse_amount(str(shown.value), shown.currency), shown.currency)
        except ValueError:
            return shown.value
    if (one.ref or one.row) and not one.many:
        return _ids(shown.value, many=False)
    return shown.value


def _ids(value: object, *, many: bool) -> list[int] | int | None:
    """Ids from what was sent; what is no number points at nothing."""
    if many:
        return [int(one) for one in value if str(one).isdecimal()] if isinstance(value, list) else []
    return int(str(value)) if str(value or "").isdecimal() else None
