"""The list of exceptions (exceptions.toml): each with a reason, none kept longer than needed, never more of them."""

import tomllib
from typing import Any

from tests.house.checks.source import ROOT, Finding

FILE = ROOT / "tests/house/exceptions.toml"


def table(rule: str) -> dict[str, Any]:
    """path → reason (or settings) of one rule."""
    return dict(tomllib.loads(FILE.read_text(encoding="utf-8")).get(rule, {}))


def judged(rule: str, findings: list[Finding]) -> list[Finding]:
    """The findings no exception covers, and one for every exception that covers nothing any more.

    A listed folder (`"src/pursuit/kernel/" = { files = 9, reason = "…" }`) covers exactly so many files below it.
    """
    left, covered = [], set()
    for key, given in table(rule).items():
        paths = {f.path for f in findings if f.path == key or (key.endswith("/") and f.path.startswith(key))}
        allowed = given["files"] if isinstance(given, dict) else 1
        if len(paths) < allowed:
            left.append(Finding(key, 0, f"[{rule}] in exceptions.toml: {len(paths)} file(s) need this now, write that"))
        if len(paths) <= allowed:
            covered |= paths
        else:
            left.append(Finding(key, 0, f"[{rule}] in exceptions.toml: {len(paths)} files, {allowed} allowed"))
    return left + [finding for finding in findings if finding.path not in covered]
