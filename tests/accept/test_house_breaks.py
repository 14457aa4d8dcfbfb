"""The house tests catch what they are for: each rule is broken in a copy of the repository, and its test fails there.

The checkers are proven in tests/house on samples; here the whole way is walked, from the file to the finding.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.accept.report import told

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
WEB = "src/pursuit/interfaces/web"
MODEL = """

class Planted(models.Model):
    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE)
"""
# What is broken: the test that must say so, the file (new or longer than before), what is added, what the test names.
BREAKS: dict[str, tuple[str, str, str, str]] = {
    "an import against the direction": (
        "test_directions.py::test_the_contracts_hold",
        "src/pursuit/kernel/planted.py",
        "def f() -> None:\n    import pursuit.domain.people\n",
        "pursuit.kernel.planted",
    ),
    "a string foreign key against it": (
        "test_foreign_keys.py::test_every_relation_points_down",
        "src/pursuit/domain/customers/models/account.py",
        MODEL,
        "customers.Planted.project",
    ),
    "a write in an interface": (
        "test_doors.py::test_interfaces_neither_write_nor_look_past_the_door",
        f"{WEB}/desk/planted_write.py",
        "def f(row):\n    row.save()\n",
        "planted_write.py:2",
    ),
    "a query without visible_to": (
        "test_doors.py::test_interfaces_neither_write_nor_look_past_the_door",
        f"{WEB}/desk/planted_look.py",
        "def f(model):\n    return model.objects.filter(pk=1)\n",
        "planted_look.py:2",
    ),
    "a file over its size": (
        "test_sizes.py::test_sizes[files]",
        "src/pursuit/kernel/planted_long.py",
        "# a line\n" * 301,
        "planted_long.py",
    ),
    "an untranslated text": (
        "test_texts.py::test_no_bare_text",
        f"{WEB}/desk/planted.html",
        "<p>Save this</p>\n",
        "desk/planted.html",
    ),
    "an engine import in the web process": (
        "test_processes.py::test_web_and_worker_load_no_compiler[web]",
        f"{WEB}/shell/views.py",
        "\nimport numba\n",
        "numba",
    ),
}
TESTS = sorted({f"tests/house/{test}" for test, *_rest in BREAKS.values()})


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository as git sees it, a repository again."""
    home = tmp_path / "copy"
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in names:
        if name and (ROOT / name).is_file():
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, home / name)
    subprocess.run(["git", "init", "-q"], cwd=home, check=True)
    # Nobody here needs the real one, which takes seconds to load.
    (home / "src/numba.py").write_text("")
    return home


def outcome(home: Path) -> tuple[set[str], str]:
    """Which of the tests fail in the copy, and all they say."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PURSUIT_", "DJANGO_", "DATABASE_"))
    }
    env |= {"PYTHONPATH": f"{home / 'src'}:{home}"}
    command = [sys.executable, "-m", "pytest", *TESTS, "-q", "-rf", "--tb=long", "-vv", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=home, env=env, capture_output=True, text=True, timeout=600, check=False)
    failed = {line.split()[1] for line in done.stdout.splitlines() if line.startswith("FAILED ")}
    return failed, done.stdout + done.stderr


def test_each_rule_is_held(copy: Path) -> None:
    failed, said = outcome(copy)
    assert not failed, said
    for _test, file, text, _names in BREAKS.values():
        with (copy / file).open("a", encoding="utf-8") as there:
            there.write(text)
    failed, said = outcome(copy)
    assert failed == set(TESTS), said
    for what, (_test, _file, _text, names) in BREAKS.items():
        assert names in said, what
    told("house_breaks", caught=list(BREAKS))
