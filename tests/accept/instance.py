"""A whole instance in a folder of its own, with the product's own database settings (full durability)."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Instance:
    """Runs pieces of the product against one PURSUIT_HOME."""

    def __init__(self, home: Path, database_url: str = "") -> None:
        self.home = home
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PURSUIT_", "DJANGO_", "DATABASE_URL"))
        }
        self.env = kept | {
            "PURSUIT_HOME": str(home),
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "pursuit.config.settings",
        }
        if database_url:
            self.env["DATABASE_URL"] = database_url

    def python(self, *args: str, code: str = "") -> str:
        """Run Python to its end; its output."""
        command = [sys.executable, *(["-c", code] if code else []), *args]
        done = subprocess.run(command, env=self.env, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            raise AssertionError(f"{command}: {done.stdout}\n{done.stderr}")
        return done.stdout

    def shell(self, code: str) -> str:
        """Run code inside Django."""
        return self.python(code="import django; django.setup()\n" + code)

    def start(self, *args: str) -> "subprocess.Popen[str]":
        """Start a process of the product; its acknowledgements are on stdout."""
        return subprocess.Popen(
            [sys.executable, *args],
            env=self.env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def killed(self, *args: str, first: str = "", within: float = 1.5) -> list[str]:
        """Start a process, wait for its first line, let it run a random while, kill -9 it; what it acknowledged."""
        process = self.start(*args)
        assert process.stdout is not None
        lines = [process.stdout.readline().strip()]
        assert lines[0].startswith(first), lines
        time.sleep(random.Random().uniform(0.02, within))
        process.send_signal(signal.SIGKILL)
        rest, _none = process.communicate(timeout=30)
        # The last line may be cut in the middle: then it was never heard.
        whole = rest if rest.endswith("\n") else rest[: rest.rfind("\n") + 1]
        return [*lines, *whole.splitlines()]


def cast_code() -> str:
    """Code that writes the cast into an instance."""
    return "from tests.cast import assemble; assemble()"
