"""The plain commands: help, people, export, demo (in this process), and check (on an installation of its own)."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.interfaces.cli import commands
from pursuit.kernel import operators
from pursuit.kernel.models import Event
from tests.cast import Cast
from tests.cli.conftest import ON_POSTGRES, Installation

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pursuit(cast: Cast, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Run a command here: (exit code, standard output, standard error)."""

    def run(*arguments: str, given: str = "", language: str = "en") -> tuple[int, str, str]:
        monkeypatch.setenv("PURSUIT_LANGUAGE", language)
        monkeypatch.setattr("sys.stdin", io.StringIO(given))
        capsysbinary.readouterr()
        code = commands.run(arguments)
        said = capsysbinary.readouterr()
        return code, said.out.decode(), said.err.decode()

    return run


def test_help_and_bad_usage(pursuit: Command) -> None:
    assert "restore" in pursuit("--help")[1]
    assert pursuit("--version")[1].startswith("pursuit 0.")
    assert pursuit("nonsense")[0] == pursuit()[0] == pursuit("export", "nothing")[0] == 2


def test_people(pursuit: Command) -> None:
    code, said, _complaint = pursuit("user", "create", "lily", "--name", "李莉", "--role", "seller", "--unit", "sh")
    password = said.strip().rpartition(" ")[2]
    assert code == 0
    assert operators.find("lily").check_password(password)
    assert "lily\t李莉\t\tseller" in pursuit("user", "list")[1]
    assert pursuit("user", "reset-password", "lily", "--password-stdin", given="another-long-88\n")[0] == 0
    assert operators.find("lily").check_password("another-long-88")
    assert pursuit("user", "deactivate", "lily")[0] == 0
    assert "inactive" in pursuit("user", "list")[1]


@pytest.mark.parametrize(
    ("arguments", "given", "reason"),
    [
        (("create", "ADMIN"), "", "already"),
        (("create", "tom", "--role", "nothing"), "", "no such role"),
        (("create", "tom", "--unit", "nothing"), "", "no unit"),
        (("create", "t m"), "", "username:"),
        (("create", "tom", "--email", "x"), "", "email:"),
        (("create", "tom", "--email", "AR@example.com"), "", "already"),
        (("create", "tom", "--password-stdin"), "short\n", "too short"),
        (("deactivate", "admin"), "", "last administrator"),
        (("deactivate", "system:worker"), "", "nobody"),
        (("reset-password", "ghost"), "", "nobody"),
    ],
)
def test_people_refused(pursuit: Command, arguments: tuple[str, ...], given: str, reason: str) -> None:
    code, _said, complaint = pursuit("user", *arguments, given=given)
    assert code == 1
    assert reason in complaint


def test_export(pursuit: Command, cast: Cast, tmp_path: Path) -> None:
    create_account(actor=cast.actor("ar"), title="中国移动", tier="a")
    create_account(actor=cast.actor("ar"), title="=cmd()", tier="b")
    rows = list(csv.reader(io.StringIO(pursuit("export", "accounts")[1].removeprefix("\ufeff"))))
    assert {row[1] for row in rows[1:]} == {"中国移动", "'=cmd()"}
    out = tmp_path / "a.xlsx"
    assert pursuit("export", "accounts", "--format", "xlsx", "--out", str(out), "--query", "f.tier=a")[0] == 0
    assert out.read_bytes().startswith(b"PK")
    assert "exists" in pursuit("export", "accounts", "--out", str(out))[2]
    for part, count in {"ar": 2, "stranger": 0}.items():
        assert len(json.loads(pursuit("export", "accounts", "--format", "json", "--as", part)[1])) == count
    assert pursuit("export", "accounts", "--as", "guest")[0] == 1
    assert "nobody" in pursuit("export", "accounts", "--as", "ghost")[2]
    assert pursuit("export", "accounts", "--query", "f.nothing=1")[0] == 1
    assert Event.objects.filter(verb="kernel.list.exported").count() == 4


def test_demo_beside_people(pursuit: Command) -> None:
    assert pursuit("demo")[0] == 1
    assert pursuit("demo", "--if-empty")[0] == 0


def test_check_of_a_healthy_installation(installation: Installation) -> None:
    found = json.loads(installation.ok("check", "--json", "--rebuild"))
    assert found["ok"] is True
    assert found["engine"] == ("postgresql" if ON_POSTGRES else "sqlite")
    assert found["findings"] == []


def test_an_empty_installation_says_what_to_do(empty: Installation) -> None:
    assert "migrate" in empty.refused("user", "list")
    assert "migrate" in empty.refused("check")
    assert "migrate" in empty.refused("serve", "--port", "18499")


def test_bad_environment(tmp_path: Path) -> None:
    assert "DATABASE_URL" in Installation(tmp_path, "mysql://x").refused("check")


TAMPERED = {
    "UPDATE kernel_event SET verb = 'account.nothing' WHERE id = 1": "event 1: the event was changed",
    "UPDATE kernel_eventpayload SET data = '{}' WHERE event_id = 2": "event 2: the payload was changed",
    "DELETE FROM kernel_eventpayload WHERE event_id = 3": "event 3: the payload is missing",
    "UPDATE kernel_seal SET hash = 'x'": "are not those that were sealed",
    "UPDATE kernel_storedfile SET sha256 = 'x'": "file_changed",
    "UPDATE kernel_subject SET unit_id = 999 WHERE id = 2": "dangling",
}


def test_check_finds_tampering(spoiled: Installation) -> None:
    spoil = f"""
from django.db import connection
connection.ensure_connection()
for statement in {list(TAMPERED)}:
    if connection.vendor == "sqlite":
        connection.connection.execute("PRAGMA foreign_keys = OFF")
        connection.connection.execute(statement)
    elif "unit_id" not in statement:  # PostgreSQL does not let it happen
        connection.connection.execute(statement)
"""
    spoiled.script(spoil)
    said = spoiled.refused("check")
    for statement, finding in TAMPERED.items():
        assert finding in said or (ON_POSTGRES and "unit_id" in statement), said
    (file,) = (spoiled.home / "files").glob("*/*")
    file.unlink()
    assert "file_missing" in spoiled.refused("check")


def test_check_finds_unsafe_settings(migrated: Installation) -> None:
    migrated.home.chmod(0o755)
    migrated.more |= {
        "PURSUIT_DEBUG": "1",
        "PURSUIT_BASE_URL": "http://pursuit.example.com",
        "PURSUIT_SECRET_KEY": "short",
    }
    found = json.loads(migrated.run("check", "--json").stdout)
    assert {one["code"] for one in found["findings"]} >= {"debug", "no_https", "weak_key", "open_home"}
