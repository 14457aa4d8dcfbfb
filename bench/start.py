"""How long a web process and a worker take to load, and how much memory they hold before the first request."""

import json
import os
import subprocess
import sys
import tempfile

LOAD = {
    "web": "import pursuit.config.wsgi, pursuit.config.urls",
    "worker": "import django; django.setup(); import pursuit.kernel.worker",
}
MEASURE = """
import time; start = time.perf_counter()
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "pursuit.config.settings"
{load}
seconds = time.perf_counter() - start
resident = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmRSS"))
print(seconds, int(resident) / 1024)
"""
ROUNDS = 3


def once(load: str, home: str) -> tuple[float, float]:
    environment = {**os.environ, "PURSUIT_HOME": home}
    command = [sys.executable, "-c", MEASURE.format(load=load)]
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    seconds, megabytes = out.split()
    return float(seconds), float(megabytes)


def measure() -> dict[str, object]:
    """The best of three: the first also fills the disk cache."""
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as home:
        for name, load in LOAD.items():
            rounds = [once(load, home) for _ in range(ROUNDS)]
            figures[f"{name}_seconds"] = round(min(seconds for seconds, _ in rounds), 2)
            figures[f"{name}_resident_mb"] = round(min(megabytes for _, megabytes in rounds), 1)
    return figures


if __name__ == "__main__":
    print(json.dumps(measure()))
