"""The filled database: made once per number of projects and form of the tables, kept, and measured on a copy."""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.postgres import binaries, cluster

ROOT = Path(__file__).resolve().parents[2]
MADE_FROM = ("src/pursuit/**/migrations/*.py", "bench/web/[cdfw]*.py")
NOT_MADE_FROM = ("client.py", "cases.py", "database.py", "weight.py")
Environment = dict[str, str]


def digest() -> str:
    """Of the tables, and of what fills them."""
    found = hashlib.sha256()
    paths = sorted(path for pattern in MADE_FROM for path in ROOT.glob(pattern))
    for path in paths:
        if path.name not in NOT_MADE_FROM:
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


@contextlib.contextmanager
def filled(engine: str, folder: Path, count: int) -> Iterator[Environment]:
    """The environment of an instance with so many projects; what is written to it is forgotten."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="run-") as home:
        if engine == "sqlite":
            shutil.copytree(_sqlite(folder, count), home, dirs_exist_ok=True)
            yield {"PURSUIT_HOME": home, "DATABASE_URL": ""}
            return
        with cluster() as url:
            environment = {"PURSUIT_HOME": home, "DATABASE_URL": url}
            _postgresql(folder, count, environment)
            yield environment


def _sqlite(folder: Path, count: int) -> Path:
    """The home folder of that instance."""
    kept = folder / f"sqlite-{digest()}-{count}"
    if not kept.exists():
        making = Path(tempfile.mkdtemp(dir=folder, prefix="making-"))
        _fill(count, {"PURSUIT_HOME": str(making), "DATABASE_URL": ""})
        making.rename(kept)
    return kept


def _postgresql(folder: Path, count: int, environment: Environment) -> None:
    kept = folder / f"postgresql-{digest()}-{count}.dump"
    url = environment["DATABASE_URL"]
    if kept.exists():
        _tool("pg_restore", "--dbname", url, "--no-owner", "--exit-on-error", str(kept))
        _tool("psql", "--quiet", "--command", "VACUUM (ANALYZE)", url)
        return
    _fill(count, environment)
    making = kept.with_suffix(".making")
    _tool("pg_dump", "--format=custom", "--compress=1", "--file", str(making), url)
    making.rename(kept)


def _fill(count: int, environment: Environment) -> None:
    own = {"DJANGO_SETTINGS_MODULE": "pursuit.config.settings"}
    command = [sys.executable, "-m", "bench.web.fill", str(count)]
    subprocess.run(command, env={**os.environ, **own, **environment}, cwd=ROOT, check=True)


def _tool(name: str, *arguments: str) -> None:
    subprocess.run([str(binaries() / name), *arguments], check=True)
