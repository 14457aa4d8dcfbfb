"""Where `serve` listens, and the base URL that follows from it. Read before the settings are, so no Django here."""

import argparse
import os
from collections.abc import Sequence

HOST, PORT = "127.0.0.1", 8000
_ANY = {"0.0.0.0", "::", ""}  # noqa: S104  compared with, not bound to


def add(parser: argparse.ArgumentParser) -> None:
    """The two arguments."""
    parser.add_argument("--host", default=HOST)
    parser.add_argument("--port", type=port, default=int(os.environ.get("PORT") or PORT))


def port(text: str) -> int:
    """A port number; argparse turns the ValueError into a sentence."""
    number = int(text)
    if not 0 < number < 65536:
        raise ValueError(text)
    return number


def settle(argv: Sequence[str]) -> None:
    """Unless PURSUIT_BASE_URL is set, links and cookies belong to the address listened on."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    add(parser)
    try:
        args, _rest = parser.parse_known_args(argv)
    except (argparse.ArgumentError, SystemExit):
        return  # the full parser says it properly
    os.environ.setdefault("PURSUIT_BASE_URL", f"http://{reachable(args.host)}:{args.port}")


def reachable(host: str) -> str:
    """The host as a browser on this machine would write it."""
    if host in _ANY:
        return HOST
    return f"[{host}]" if ":" in host else host


def bind(host: str, number: int) -> str:
    """The address as the web server wants it."""
    return f"[{host}]:{number}" if ":" in host else f"{host}:{number}"
