"""A gigabyte sent to a running instance: the web processes stay as small as they were."""

import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.accept.report import told
from tests.cli.conftest import Installation
from tests.cli.test_serve import family

pytestmark = pytest.mark.slow
GIGABYTE = 10**9
PIECE = b"x" * 2**20
MOST_GROWTH_MB = 80
PATHS = ("/account/login", "/api/v1/accounts", "/api/v1/files", "/healthz")
KINDS = ("application/json", "multipart/form-data; boundary=xx", "application/x-www-form-urlencoded")


def resident(pid: int) -> float:
    """The largest process of the family, in MB."""
    return max(int(Path(f"/proc/{one}/statm").read_text().split()[1]) * 4096 for one in family(pid)) / 1e6


# Somebody who may upload, so that the body is really read.
TOKEN = """
from pursuit.kernel import operators, tokens
from pursuit.kernel.actor import Actor
print(tokens.create_token(actor=Actor.of(operators.find("boss"), "cli"), name="big", scope="write")[1])
"""


def pour(address: str, path: str, kind: str, length: str, token: str) -> int:
    """Send up to a gigabyte behind a head; how much the other side took."""
    parts = urlsplit(address)
    head = f"POST {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: {kind}\r\n"
    head += f"Authorization: Bearer {token}\r\n{length}\r\n\r\n"
    sent = 0
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=20) as line:
        try:
            line.sendall(head.encode())
            while sent < GIGABYTE:
                line.sendall(b"%x\r\n%s\r\n" % (len(PIECE), PIECE) if "chunked" in length else PIECE)
                sent += len(PIECE)
        except OSError:
            pass  # the server has had enough
    return sent


def test_a_gigabyte_costs_no_memory(migrated: Installation, served: tuple["subprocess.Popen[str]", str]) -> None:
    process, address = served
    migrated.ok(
        "user", "create", "boss", "--role", "admin", "--name", "关宇", "--password-stdin", given="a-long-one-77\n"
    )
    token = migrated.script(TOKEN).split()[-1]
    for _warm in range(8):
        pour(address, "/account/login", KINDS[2], "Content-Length: 0", token)
    before, most, sent = resident(process.pid), 0.0, 0
    for path in PATHS:
        for kind in KINDS:
            for length in ("Content-Length: 100", f"Content-Length: {GIGABYTE}", "Transfer-Encoding: chunked"):
                sent += pour(address, path, kind, length, token)
                most = max(most, resident(process.pid))
    time.sleep(1)
    assert most - before < MOST_GROWTH_MB, f"{before:.0f} → {most:.0f} MB"
    assert process.poll() is None
    told("big_bodies", sent_mb=round(sent / 1e6), before_mb=round(before), most_mb=round(most))
