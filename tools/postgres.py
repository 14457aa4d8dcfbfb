"""A private PostgreSQL cluster for one run: loopback, a free port, a temporary folder, gone afterwards.

As a command:    python -m tools.postgres run -- pytest …     (DATABASE_URL is set for the command)
As a library:    with cluster() as url: …

A keeper process owns the cluster. It holds one end of a pipe; when the other end closes, for whatever reason
(normal end, Ctrl-C, kill -9 of the owner), it stops the server and removes the folder.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import TextIO

from tools.lifetime import AND_DIE, die_with_parent

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60
USER = "pursuit"
# Nothing of a test database outlives the run, so nothing waits for the disk.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "logging_collector": "off",
    "log_min_messages": "fatal",
}


def binaries() -> Path:
    """The newest server binaries Debian installed (15 or later), or those on the PATH."""
    versions = [p for p in Path("/usr/lib/postgresql").glob("*/bin/postgres") if p.parts[4].isdigit()]
    found = max(versions, key=lambda p: int(p.parts[4]), default=None)
    on_path = shutil.which("postgres")
    if found is None and on_path is None:
        raise SystemExit("no PostgreSQL server binaries: run `make test-machine` (Debian package postgresql)")
    return (found or Path(str(on_path))).parent


def as_other_user() -> tuple[list[str], int | None]:
    """PostgreSQL refuses to run as root: the command prefix and user id to run it with."""
    if os.geteuid() != 0:
        return ["setpriv", "--pdeathsig", "QUIT"], None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            switch = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
            return ["setpriv", *switch, "--pdeathsig", "QUIT"], user.pw_uid
    raise SystemExit("running as root, and there is neither a user postgres nor nobody to run the server as")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_cluster(folder: Path, prefix: Sequence[str], owner: int | None, password: str) -> None:
    """initdb with UTF-8 and byte-order collation, which sorts alike on every machine."""
    keeper = folder / "password"
    keeper.write_text(password)
    keeper.chmod(0o600)
    if owner is not None:
        os.chown(folder, owner, -1)
        os.chown(keeper, owner, -1)
    options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    subprocess.run(
        [*prefix, str(binaries() / "initdb"), "-D", str(folder / "data"), "-U", USER, f"--pwfile={keeper}", *options],
        check=True,
        cwd="/",
        stdout=subprocess.DEVNULL,
    )


def start_server(folder: Path, prefix: Sequence[str], port: int) -> subprocess.Popen[bytes]:
    options = [word for key, value in SETTINGS.items() for word in ("-c", f"{key}={value}")]
    return subprocess.Popen(
        [*prefix, str(binaries() / "postgres"), "-D", str(folder / "data"), "-p", str(port), *options],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def wait_until_ready(server: subprocess.Popen[bytes], port: int) -> bool:
    """True when connections are accepted; False when the server left (its port was taken meanwhile)."""
    limit = time.monotonic() + START_SECONDS
    check = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    while time.monotonic() < limit:
        if server.poll() is not None:
            return False
        if subprocess.run(check, check=False).returncode == 0:
            return True
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL was not ready after {START_SECONDS} s")


def stop_server(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown first, then less politely."""
    for sign, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if server.poll() is not None:
            return
        server.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(seconds)


def hold(announce: TextIO, owner_lives: TextIO) -> None:
    """The keeper: start, announce the URL, wait until the owner is gone, clean up."""

    def leave(_sign: int, _frame: FrameType | None) -> None:
        raise SystemExit(0)

    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, leave)
    prefix, owner = as_other_user()
    # Another user must be able to enter: root's own temporary folder may be closed.
    folder = Path(tempfile.mkdtemp(prefix="pursuit-pg-", dir="/tmp" if owner is not None else None))
    server = None
    try:
        password = secrets.token_hex(16)
        make_cluster(folder, prefix, owner, password)
        for _attempt in range(5):
            port = free_port()
            server = start_server(folder, prefix, port)
            if wait_until_ready(server, port):
                break
        else:
            raise SystemExit("PostgreSQL did not start on any of five ports")
        print(f"postgresql://{USER}:{password}@127.0.0.1:{port}/postgres", file=announce, flush=True)
        owner_lives.read()
    finally:
        if server is not None:
            stop_server(server)
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """The DATABASE_URL of a fresh cluster, for as long as the block runs."""
    keeper = subprocess.Popen(
        [sys.executable, "-m", "tools.postgres", "hold"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C reaches the owner only; the keeper follows the pipe
    )
    assert keeper.stdin is not None and keeper.stdout is not None
    try:
        url = keeper.stdout.readline().strip()
        if not url:
            raise SystemExit(f"the PostgreSQL cluster did not start (status {keeper.wait()})")
        yield url
    finally:
        keeper.stdin.close()
        keeper.wait()


def run(command: Sequence[str]) -> int:
    """Run a command with DATABASE_URL pointing at a fresh cluster; its exit status."""
    die_with_parent()
    with cluster() as url:
        child = subprocess.Popen([*AND_DIE, *command], env={**os.environ, "DATABASE_URL": url})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


def main(arguments: Sequence[str]) -> int:
    match list(arguments):
        case ["hold"]:
            hold(sys.stdout, sys.stdin)
            return 0
        case ["run", "--", *command] if command:
            return run(command)
        case _:
            sys.stderr.write("usage: python -m tools.postgres run -- COMMAND …\n")
            return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
