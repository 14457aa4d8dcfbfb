"""What must not be in the repository, and what the lock files and dependencies must be."""

import importlib.metadata
import json
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.checks.source import ROOT, Finding

# Written apart, so that this file does not name what it looks for.
HOSTS = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "deb." + "debian.org"]
FOREIGN = re.compile(
    "|".join(re.escape(host) for host in HOSTS) + r"|/(?:work|root|home)/[a-z]|/opt/" + "(?:wheels|py)"
)
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[a-z0-9,-]+\])?==\S+ \\$", re.IGNORECASE)
MOST_LIBRARIES = 25
LICENCES = re.compile(
    r"\b(MIT|0BSD|BSD|Apache|ISC|PSF|PSFL|Python Software Foundation|Zlib|Unlicense|CC0|HPND"
    r"|MPL|Mozilla Public License|LGPL|GNU Lesser General Public License)\b",
    re.IGNORECASE,
)
COPYLEFT = re.compile(r"\b(?:A?GPL(?:v\d)?\b|SSPL|BUSL)|(?<!Lesser )General Public License", re.IGNORECASE)
NPM_LICENCES = {"MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "MPL-2.0"}


def foreign_names(path: str, text: str) -> Iterator[Finding]:
    for number, line in enumerate(text.splitlines(), 1):
        if found := FOREIGN.search(line):
            yield Finding(path, number, f"names a registry host or a path of one machine: {found[0]}")


def loose_locks(path: str, text: str) -> Iterator[Finding]:
    """Requirements without exact version and hash, and any address."""
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if "://" in line or line.startswith(("--index", "--extra", "--find", "-i ", "-f ")):
            yield Finding(path, number, f"an address in a lock file: {line.strip()[:60]}")
        elif line and not line.startswith((" ", "#")):
            following = lines[number] if number < len(lines) else ""
            if not PINNED.match(line) or "--hash=sha256:" not in following:
                yield Finding(path, number, f"not pinned with a hash: {line[:60]}")


def requirements(path: Path) -> list[str]:
    """Names in a .in or .lock file."""
    found = re.findall(r"^([A-Za-z0-9][A-Za-z0-9._-]*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [name.lower() for name in found]


# Read in the package's own LICENSE file, because its metadata is silent.
READ_BY_HAND = {"pysqlite3": "Zlib"}


def licence_of(package: str) -> str:
    """What a package says of its licence: SPDX expression, classifiers, or the licence field's first line."""
    if package in READ_BY_HAND:
        return READ_BY_HAND[package]
    data = importlib.metadata.metadata(package)
    trove = [v.rsplit(" :: ", 1)[-1] for v in data.get_all("Classifier") or [] if v.startswith("License ::")]
    first_line = (data.get("License") or "").strip().split("\n")[0]
    return data.get("License-Expression") or "; ".join(trove) or first_line


def bad_licence(package: str, licence: str) -> Iterator[Finding]:
    """One of the alternatives must be on the list; what comes with GPL, AGPL or SSPL and no choice is refused."""
    choice = re.search(r"\bor\b", licence, re.IGNORECASE)
    if not LICENCES.search(licence) or (COPYLEFT.search(licence) and not choice):
        yield Finding("requirements.lock", 0, f"{package}: licence not on the list: {licence or 'none'}")


def npm_findings() -> Iterator[Finding]:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    for path, package in lock["packages"].items():
        if not path:
            continue
        if package.get("license") not in NPM_LICENCES:
            yield Finding("package-lock.json", 0, f"{path}: licence not on the list: {package.get('license')}")
        if "integrity" not in package or "resolved" in package:
            yield Finding("package-lock.json", 0, f"{path}: needs a hash and no address")
