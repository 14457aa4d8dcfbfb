"""The repository names no machine, the locks are tight, the dependencies few and free."""

import tomllib

import pytest

from tests.house.checks import repository as r
from tests.house.checks.exceptions import FILE, table
from tests.house.checks.source import ROOT, Finding, name, render, tracked

LOCKS = ["requirements.lock", "requirements-build.lock", "requirements-dev.lock"]
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".lock",
    ".json",
    ".html",
    ".css",
    ".js",
    ".sh",
    ".cfg",
    ".ini",
    ".yml",
    ".po",
    "",
}


def test_no_registry_host_and_no_machine_path() -> None:
    found: list[Finding] = []
    for path in tracked():
        if path.suffix in TEXT:
            found += r.foreign_names(name(path), path.read_text(encoding="utf-8"))
    assert not found, render(found)


@pytest.mark.parametrize("text", [f"https://{host}/x" for host in r.HOSTS] + ["cd /" + "work/main", "/" + "home/me/x"])
def test_a_foreign_name_is_found(text: str) -> None:
    assert list(r.foreign_names("sample", text))


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_have_hashes_and_no_address(lock: str) -> None:
    assert not (found := list(r.loose_locks(lock, (ROOT / lock).read_text()))), render(found)


@pytest.mark.parametrize(
    "text",
    [
        "django==5.2",
        "django>=5 \\\n    --hash=sha256:00",
        "x @ https://a/b.whl \\\n    --hash=sha256:00",
        "--index-url x",
    ],
)
def test_a_loose_lock_is_found(text: str) -> None:
    assert list(r.loose_locks("sample", text))


def test_every_requirement_is_locked() -> None:
    for lock in LOCKS:
        wanted = set(r.requirements(ROOT / lock.replace(".lock", ".in")))
        assert wanted <= set(r.requirements(ROOT / lock)), f"{lock} is older than its .in file: run `make lock`"


def test_few_runtime_libraries() -> None:
    assert len(r.requirements(ROOT / "requirements.in")) <= r.MOST_LIBRARIES


def test_licences_are_allowed() -> None:
    packages = {package for lock in LOCKS for package in r.requirements(ROOT / lock)}
    found = [f for package in sorted(packages) for f in r.bad_licence(package, r.licence_of(package))]
    assert not found, render(found)
    assert not (found := list(r.npm_findings())), render(found)


@pytest.mark.parametrize(
    ("licence", "good"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND MIT", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("MIT OR GPL-2.0-only", True),
        ("GPL-3.0-or-later", False),
        ("GNU General Public License v3 (GPLv3)", False),
        ("MIT AND AGPL-3.0", False),
        ("SSPL-1.0", False),
        ("", False),
    ],
)
def test_licence_words(licence: str, good: bool) -> None:
    assert (not list(r.bad_licence("sample", licence))) is good


def test_the_list_of_exceptions_only_shrinks() -> None:
    """One more, or one less, shows as a change of a figure somebody has to defend."""
    for rule, limit in table("most").items():
        given = table(rule)
        count = sum(one.get("files", 1) if isinstance(one, dict) else 1 for one in given.values())
        assert count == limit, f"[{rule}] has {count} exceptions, [most] says {limit}"
        for path, one in given.items():
            assert len(one["reason"] if isinstance(one, dict) else one) > 10, f"{path} needs a reason"


def test_every_rule_with_exceptions_has_a_figure() -> None:
    rules = {rule for rule in tomllib.loads(FILE.read_text(encoding="utf-8")) if rule != "most"}
    assert rules == set(table("most"))
