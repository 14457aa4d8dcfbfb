"""The private PostgreSQL cluster: what it is, and that nothing of it stays when its owner is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tools.postgres import ROOT, cluster

pytestmark = pytest.mark.slow


def alive(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_a_cluster_sorts_by_bytes_in_utf8_and_goes_away() -> None:
    with cluster() as url, psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database WHERE datname = 'postgres'"
        ).fetchone()
        assert row == ("C.UTF-8", "UTF8")
        assert connection.info.host == "127.0.0.1"
    assert not alive(url)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_it_follows_its_owner(sign: signal.Signals, tmp_path: Path) -> None:
    note = tmp_path / "url"
    script = (
        f"import os, pathlib, time; pathlib.Path({str(note)!r}).write_text(os.environ['DATABASE_URL']); time.sleep(60)"
    )
    command = [sys.executable, "-m", "tools.postgres", "run", "--", sys.executable, "-c", script]
    owner = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        limit = time.monotonic() + 30
        while not (note.exists() and note.read_text()) and time.monotonic() < limit:
            time.sleep(0.1)
        url = note.read_text()
        assert alive(url)
        os.kill(owner.pid, sign)
        owner.wait(20)
        while alive(url) and time.monotonic() < limit:
            time.sleep(0.1)
        assert not alive(url)
    finally:
        owner.kill()
