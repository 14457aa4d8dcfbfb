"""What the environment says: home folder, secret key, database, base URL."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pursuit.config.sqlite import INIT_COMMAND

PROJECT_ROOT = Path(__file__).resolve().parents[3]


def home() -> Path:
    """PURSUIT_HOME, the folder of all data of one instance; made on first use, readable by its owner only."""
    path = Path(os.environ.get("PURSUIT_HOME") or PROJECT_ROOT / ".pursuit").resolve()
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def secret_key(folder: Path) -> str:
    """PURSUIT_SECRET_KEY, or one generated on first run and kept in the home folder (mode 600)."""
    if given := os.environ.get("PURSUIT_SECRET_KEY"):
        return given
    keeper = folder / "secret.key"
    try:
        # Exclusive creation: of two processes that start at once, one writes and the other reads.
        handle = os.open(keeper, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return keeper.read_text().strip()
    key = secrets.token_urlsafe(64)
    with os.fdopen(handle, "w") as file:
        file.write(key)
    return key


def database(folder: Path) -> dict[str, Any]:
    """Django's database entry from DATABASE_URL (sqlite:///path or postgresql://user:pw@host:port/name?opt=v)."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'pursuit.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": INIT_COMMAND},
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "DISABLE_SERVER_SIDE_CURSORS": True,  # safe behind PgBouncer in transaction mode
        }
    raise SystemExit(f"DATABASE_URL: unknown scheme {parts.scheme!r}; use sqlite:///FILE or postgresql://…")
