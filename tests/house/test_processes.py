"""What a process may load and how it opens its database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pursuit.config import sqlite
from tests.house.checks.source import ROOT

COMPILERS = ["numba", "llvmlite", "ortools", "sklearn", "scipy", "pandas"]
LOAD_WEB = "import pursuit.config.wsgi, pursuit.config.urls"
LOAD_WORKER = "import django; django.setup(); import pursuit.kernel.worker"
# What web and worker send to the engine process and get from it.
LOAD_FACTS = (
    "import pursuit.engine.schedule.outline, pursuit.engine.schedule.answer, pursuit.engine.schedule.errors, "
    "pursuit.engine.leveling.answer, pursuit.engine.calendar.week, pursuit.kernel.engineprocess.client"
)
SHOW_DATABASE = "print(json.dumps(settings.DATABASES['default'], default=str))"


def python(code: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own, under the product's settings and not the tests'."""
    given = {k: v for k, v in os.environ.items() if not k.startswith(("PURSUIT_", "DATABASE_URL", "DJANGO_"))}
    given |= {"PURSUIT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pursuit.config.settings", **environment}
    head = "import sys, json\nfrom django.conf import settings\n"
    command = [sys.executable, "-c", head + code]
    return subprocess.run(command, cwd=ROOT, env=given, check=False, capture_output=True, text=True)


def compilers_after(code: str, home: Path) -> list[str]:
    result = python(f"{code}\nprint(json.dumps([m for m in {COMPILERS} if m in sys.modules]))", home)
    assert result.returncode == 0, result.stderr
    return list(json.loads(result.stdout.splitlines()[-1]))


@pytest.mark.parametrize("load", [LOAD_WEB, LOAD_WORKER, LOAD_FACTS], ids=["web", "worker", "facts"])
def test_web_and_worker_load_no_compiler(load: str, tmp_path: Path) -> None:
    assert compilers_after(load, tmp_path) == []


def test_a_loaded_compiler_is_found(tmp_path: Path) -> None:
    (tmp_path / "numba.py").touch()
    assert compilers_after(f"sys.path.insert(0, {str(tmp_path)!r}); import numba", tmp_path) == ["numba"]


def test_sqlite_is_opened_as_the_house_says(tmp_path: Path) -> None:
    database = json.loads(python(SHOW_DATABASE, tmp_path).stdout)
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20
    assert not database.get("ATOMIC_REQUESTS")
    commands = database["OPTIONS"]["init_command"].replace(" ", "")
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "mmap_size=0"):
        assert pragma in commands


def test_a_connection_really_has_these_settings(tmp_path: Path) -> None:
    names = ["journal_mode", "synchronous", "mmap_size"]
    code = f"""
import django; django.setup()
from django.db import connection
with connection.cursor() as cursor:
    print(json.dumps([cursor.execute("PRAGMA " + n).fetchone()[0] for n in {names}]))
    print(json.dumps(list(connection.Database.sqlite_version_info)))
"""
    answer = python(code, tmp_path)
    assert answer.returncode == 0, answer.stderr
    pragmas, version = (json.loads(line) for line in answer.stdout.splitlines()[-2:])
    assert pragmas == ["wal", 2, 0]
    assert tuple(version) >= sqlite.SAFE_WAL


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite.pysqlite3, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(SystemExit, match="WAL-reset"):
        sqlite.use_bundled_sqlite()


def test_the_secret_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    show = "print(settings.SECRET_KEY)"
    first, second = (python(show, tmp_path).stdout for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_postgresql_by_url(tmp_path: Path) -> None:
    url = "postgresql://me:p%40ss@db.example:6432/pursuit?sslmode=require"
    database = json.loads(python(SHOW_DATABASE, tmp_path, DATABASE_URL=url).stdout)
    assert (database["USER"], database["PASSWORD"], database["NAME"]) == ("me", "p@ss", "pursuit")
    assert database["OPTIONS"] == {"sslmode": "require"}
    assert database["DISABLE_SERVER_SIDE_CURSORS"]


def test_an_unknown_database_is_refused(tmp_path: Path) -> None:
    result = python(SHOW_DATABASE, tmp_path, DATABASE_URL="mysql://x/y")
    assert result.returncode != 0
    assert "unknown scheme" in result.stderr
