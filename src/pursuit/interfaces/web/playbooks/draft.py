"""The rows of a template as a form: read, rearranged, shown again with what is wrong."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Self

from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import ValidationError

from pursuit.domain.plans.rules import lengths
from pursuit.domain.playbooks.fields import RowSpec
from pursuit.domain.playbooks.rules.kinds import ANCHORS
from pursuit.domain.playbooks.rules.layout import Spec, Tie
from pursuit.interfaces.web.playbooks.words import DEEPEST, LINKS, MEASURE, hangs, waits
from pursuit.kernel import messages
from pursuit.kernel.errors import Invalid, Refused

TEXTS = ("title", "duration", "role", "anchor", "offset", "tender", "percent", "work", "evidence", "waits", "checks")
FLAGS = ("milestone", "theirs", "before", "calendar_days")
MOST = 500
_WAIT = re.compile(r"(\d{1,4})\s*(FS|SS|FF|SF)?\s*(?:([+-])\s*(.+))?", re.IGNORECASE)


@dataclass
class Row:
    """One row as typed. waits: numbers of rows while it is shown."""

    key: str
    level: int
    texts: dict[str, str]
    flags: dict[str, bool]
    ties: list[Tie] = field(default_factory=list)
    error: str = ""
    summary: bool = False
    hangs: str = ""


@dataclass
class TemplateForm:
    """Name, method, stage and rows."""

    name: str
    method: str
    stage: str
    note: str
    rows: list[Row]
    message: str = ""

    @classmethod
    def of(cls, name: str, method: int | None, stage: str, note: str, specs: list[Spec], ties: list[Tie]) -> Self:
        """What is stored."""
        levels: dict[str, int] = {}
        for one in specs:
            levels[one.key] = levels[one.parent] + 1 if one.parent in levels else 0
        rows = [_row(one, levels[one.key], [tie for tie in ties if tie.after == one.key]) for one in specs]
        return cls(name, str(method or ""), stage, note, rows)

    @classmethod
    def sent(cls, post: QueryDict) -> Self:
        """What was typed, rows in the order of the form."""
        numbers = [one for one in post.getlist("row") if one.isdecimal() and len(one) < 4][:MOST]
        rows = [_typed(post, number) for number in numbers]
        name, method, stage, note = (post.get(one, "").strip() for one in ("name", "method", "stage", "note"))
        form = cls(name, method, stage, note, rows)
        for row in rows:
            form._untie(row)
        return form

    def _untie(self, row: Row) -> None:
        """Numbers of rows as keys, so that rows may change places."""
        for part in re.split(r"[^\w+%.-]+", unicodedata.normalize("NFKC", row.texts["waits"])):
            if not part:
                continue
            tie = self._tie(row.key, part)
            if tie is None:
                row.error = _("“%s” names no row: write 3, 5SS or 4FS+2d.") % part
            else:
                row.ties.append(tie)

    def _tie(self, key: str, text: str) -> Tie | None:
        found = _WAIT.fullmatch(text)
        place = int(found[1]) - 1 if found else -1
        if found is None or not 0 <= place < len(self.rows):
            return None
        try:
            lag, unit = _lag(found[3], found[4])
        except ValueError:
            return None
        return Tie(self.rows[place].key, key, LINKS.index((found[2] or "FS").upper()), lag, unit)

    def shown(self) -> list[tuple[int, Row]]:
        """With the numbers by which they wait for each other now."""
        numbers = {row.key: number for number, row in enumerate(self.rows, 1)}
        for at, row in enumerate(self.rows):
            row.summary = at + 1 < len(self.rows) and self.rows[at + 1].level > row.level
            row.hangs = _hangs(row)
            if not row.error:
                row.texts["waits"] = waits(row.key, row.ties, numbers)
        return list(enumerate(self.rows, 1))

    def rearranged(self, post: QueryDict) -> bool:
        """Add, take away, move or indent a row as a button asked; False when it is to be saved."""
        what, _dot, number = post.get("do", "").partition(".")
        at = int(number) if number.isdecimal() and len(number) < 4 else -1
        if what == "":
            return False
        if what == "add" and len(self.rows) < MOST:
            level = self.rows[at].level if 0 <= at < len(self.rows) else 0
            self.rows.insert(at + 1 if at >= 0 else len(self.rows), _fresh(self._free(), level))
        elif 0 <= at < len(self.rows):
            self._move(what, at)
        self._level()
        return True

    def _move(self, what: str, at: int) -> None:
        row = self.rows[at]
        if what == "remove" and len(self.rows) > 1:
            del self.rows[at]
            for other in self.rows:
                other.ties = [tie for tie in other.ties if tie.before != row.key]
        elif what == "up" and at:
            self.rows[at - 1], self.rows[at] = row, self.rows[at - 1]
        elif what == "down" and at + 1 < len(self.rows):
            self.rows[at + 1], self.rows[at] = row, self.rows[at + 1]
        elif what in ("in", "out"):
            row.level = max(row.level + (1 if what == "in" else -1), 0)

    def _level(self) -> None:
        """No row lies more than one below the row before it."""
        last = -1
        for row in self.rows:
            row.level = last = min(row.level, last + 1, DEEPEST)

    def _free(self) -> str:
        known = {row.key for row in self.rows}
        return next(key for number in range(1, MOST + 2) if (key := f"n{number}") not in known)

    def values(self) -> dict[str, object] | None:
        """Keywords of edit_template; None where a row is not sound by itself."""
        self._level()
        above: list[str] = []
        rows: list[RowSpec] = []
        for row in self.rows:
            above = above[: row.level]
            try:
                rows.append(RowSpec.model_validate(_spec(row, above[-1] if above else "")))
            except ValidationError as error:
                row.error = row.error or " ".join(str(text) for _code, text in messages.faults(error).values())
            above.append(row.key)
        wrong = [str(number) for number, row in enumerate(self.rows, 1) if row.error]
        if wrong:
            self.message = _("Correct these rows: %s") % "、".join(wrong)
            return None
        ties = [tie for row in self.rows for tie in row.ties]
        links = [{"before": t.before, "after": t.after, "kind": t.kind, "lag": t.lag, "unit": t.unit} for t in ties]
        found: dict[str, object] = {"name": self.name, "stage": self.stage, "note": self.note, "links": links}
        return found | {"method": self.method or None, "rows": [one.model_dump() for one in rows]}

    def say(self, no: Refused) -> None:
        """Why the whole was refused."""
        faults = [message for _code, message in no.faults.values()] if isinstance(no, Invalid) else [no.message]
        self.message = " ".join(str(message) for message in faults)


def _row(spec: Spec, level: int, ties: list[Tie]) -> Row:
    texts = {
        "title": spec.title,
        "duration": lengths.shown(spec.duration, MEASURE, elapsed=spec.elapsed) if spec.duration else "",
        "work": "" if spec.work is None else lengths.shown(spec.work, MEASURE),
        "checks": "\n".join(spec.checks),
        "waits": "",
        **{name: str(getattr(spec, name)) for name in ("role", "anchor", "offset", "tender", "percent", "evidence")},
    }
    flags = {name: bool(getattr(spec, name)) for name in ("milestone", "before", "calendar_days")}
    return Row(spec.key, level, texts, flags | {"theirs": spec.side == 1}, ties)


def _hangs(row: Row) -> str:
    """What it hangs on, in words."""
    codes = [row.texts[name] for name in ("anchor", "tender")]
    offset = row.texts["offset"]
    if any(code and code not in ANCHORS for code in codes) or not (offset or "0").isdecimal():
        return ""
    days, calendar = int(offset or 0), row.flags["calendar_days"]
    return hangs(Spec("", "", anchor=codes[0], tender=codes[1], offset=days, before=row.flags["before"],
                      calendar_days=calendar))  # fmt: skip


def _fresh(key: str, level: int) -> Row:
    texts = {**dict.fromkeys(TEXTS, ""), "duration": "1d", "percent": "100"}
    return Row(key, level, texts, dict.fromkeys(FLAGS, False))


def _typed(post: QueryDict, number: str) -> Row:
    texts = {name: post.get(f"{number}.{name}", "").strip() for name in TEXTS}
    flags = {name: post.get(f"{number}.{name}") == "true" for name in FLAGS}
    level = post.get(f"{number}.level", "")
    return Row(post.get(f"{number}.key", "")[:40], int(level) if level in set("0123456") else 0, texts, flags)


def _spec(row: Row, parent: str) -> dict[str, object]:
    plain = {name: row.texts[name] for name in ("title", "role", "anchor", "tender", "work", "evidence")}
    return {
        **plain,
        "key": row.key,
        "parent": parent,
        "duration": row.texts["duration"] or "0",
        "offset": row.texts["offset"] or 0,
        "percent": row.texts["percent"] or 100,
        "checks": [line.strip() for line in row.texts["checks"].splitlines() if line.strip()],
        "side": int(row.flags["theirs"]),
        **{name: row.flags[name] for name in ("milestone", "before", "calendar_days")},
    }


def _lag(sign: str | None, text: str | None) -> tuple[int, int]:
    """Minutes, or hundredths of a percent, and their unit."""
    if not sign or not text:
        return 0, 0
    factor = -1 if sign == "-" else 1
    if text.endswith("%"):
        elapsed = text[:-1].endswith("e")
        return factor * round(float(text[:-1].rstrip("e")) * 100), 3 if elapsed else 2
    minutes, elapsed = lengths.read(text, MEASURE)
    return factor * minutes, int(elapsed)
