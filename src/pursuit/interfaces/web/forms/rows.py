"""A form with a part that repeats: lines of another action's fields (the promises made at a visit)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.http import HttpRequest

from pursuit.interfaces.web.forms.field import FormField, build
from pursuit.interfaces.web.forms.form import ABSENT, ActionForm, sent
from pursuit.kernel.action import AnyAction
from pursuit.kernel.actor import Actor

SPARE = 8


class Line:
    """One line: its fields, and whether anything was typed into it."""

    def __init__(
        self,
        at: int,
        keyword: str,
        action: AnyAction,
        *,
        names: Sequence[str],
        links: Mapping[str, str],
        start: Mapping[str, object],
    ) -> None:
        known = action.schema.fields
        self.at = at
        self.schema = [replace(known[name], name=f"{keyword}.{at}.{name}") for name in names]
        self.fields: list[FormField] = [
            build(one, start.get(name, one.default), with_fields=links.get(name, ""))
            for one, name in zip(self.schema, names, strict=True)
        ]
        for one in self.fields:
            one.required = False  # an empty line is no line
        self.names = list(names)

    def read(self, request: HttpRequest, actor: Actor) -> dict[str, object]:
        """What was typed; nothing where only the choices stand as they came."""
        values: dict[str, object] = {}
        for name, one, shown in zip(self.names, self.schema, self.fields, strict=True):
            value = sent(request, one)
            if value is ABSENT or value in (None, "", []):
                continue
            values[name] = value
            points = (one.ref or one.row) and str(value).isdecimal()
            again = build(one, int(str(value)) if points else value, actor=actor)
            shown.value, shown.display = again.value, again.display
        chosen = {name for name, one in zip(self.names, self.schema, strict=True) if one.choices or one.term}
        return values if set(values) - chosen else {}

    def by_name(self) -> dict[str, FormField]:
        return dict(zip(self.names, self.fields, strict=True))


class RowsForm(ActionForm):
    """An ActionForm whose action takes a list of lines under `keyword`; faults come back as keyword.position.name."""

    def __init__(
        self,
        action: AnyAction,
        actor: Actor,
        *,
        keyword: str,
        line: AnyAction,
        line_names: Sequence[str],
        line_links: Mapping[str, str] | None = None,
        line_start: Mapping[str, object] | None = None,
        names: Sequence[str] | None = None,
        stored: Mapping[str, object] | None = None,
        with_fields: Mapping[str, str] | None = None,
        unless_blank: Collection[str] = (),
    ) -> None:
        super().__init__(action, actor, names=names, stored=stored, with_fields=with_fields, unless_blank=unless_blank)
        self.keyword = keyword
        self.lines = [
            Line(at, keyword, line, names=line_names, links=line_links or {}, start=line_start or {})
            for at in range(SPARE)
        ]
        self._sent_lines: list[Line] = []

    def read(self, request: HttpRequest) -> dict[str, object]:
        """The keywords and the lines that hold something."""
        data = super().read(request)
        found = [(line, values) for line in self.lines if (values := line.read(request, self.actor))]
        self._sent_lines = [line for line, _values in found]
        return data | {self.keyword: [values for _line, values in found]}

    def _say(self, faults: Mapping[str, str]) -> None:
        rest = {}
        for name, message in faults.items():
            keyword, _dot, where = name.partition(".")
            position, _dot, part = where.partition(".")
            mine = keyword == self.keyword and position.isdecimal()
            shown = self._sent_lines[int(position)].by_name().get(part) if mine else None
            if shown is None:
                rest[name] = message
            else:
                shown.error = message
        super()._say(rest)

    @property
    def has_errors(self) -> bool:
        return super().has_errors or any(one.error for line in self.lines for one in line.fields)
