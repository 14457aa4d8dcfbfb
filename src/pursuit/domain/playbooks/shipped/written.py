"""How shipped templates are written down."""

import re
from dataclasses import dataclass, field

_WHEN = re.compile(r"(\w+)([+-])(\d+)(c?)")


@dataclass(frozen=True, slots=True)
class Row:
    """when: "opening-3" three working days before that date, "award+5c" five calendar days after it; tender: it is that
    date itself; waits: keys, "key~2" for two days of lag, "key=" when it begins together with it."""

    key: str
    title: str
    days: float = 0
    role: str = ""
    when: str = ""
    waits: tuple[str, ...] = ()
    tender: str = ""
    theirs: bool = False
    percent: int = 100
    checks: tuple[str, ...] = ()
    evidence: str = ""

    def fields(self) -> dict[str, object]:
        """As `RowSpec` has them; a row of a summary is keyed summary.row."""
        found: dict[str, object] = {
            "key": self.key,
            "parent": self.key.rpartition(".")[0],
            "title": self.title,
            "duration": f"{self.days:g}d",
            "milestone": not self.days and "." in self.key,
            "side": int(self.theirs),
            "role": self.role,
            "percent": self.percent,
            "tender": self.tender,
            "checks": list(self.checks),
            "evidence": self.evidence,
        }
        if said := _WHEN.fullmatch(self.when):
            found |= {
                "anchor": said[1],
                "before": said[2] == "-",
                "offset": int(said[3]),
                "calendar_days": bool(said[4]),
            }
        return found

    def links(self) -> list[dict[str, object]]:
        """As `LinkSpec` has them."""
        found: list[dict[str, object]] = []
        for wait in self.waits:
            key, _tilde, lag = wait.partition("~")
            together = key.endswith("=")
            found.append(
                {
                    "before": key.rstrip("="),
                    "after": self.key,
                    "kind": int(together),
                    "lag": round(float(lag or 0) * 480),
                }
            )
        return found


@dataclass(frozen=True, slots=True)
class Template:
    """method: code, "" for every method that has the stage."""

    code: str
    name: str
    name_en: str
    stage: str
    rows: tuple[Row, ...]
    method: str = ""
    note: str = field(default="")
