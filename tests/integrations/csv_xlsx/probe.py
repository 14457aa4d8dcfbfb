"""Read one file in a process of its own and say how it ended, how long it took and how much memory it needed.

python -m tests.integrations.csv_xlsx.probe FILE            → {"code", "seconds", "mib", "rows"}
python -m tests.integrations.csv_xlsx.probe --all FOLDER    every heavy file of the corpus, one line each
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path


def read(path: Path) -> dict[str, object]:
    """The probe itself; the settings' caps apply."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    sys.path[:0] = ["src"]
    import django

    django.setup()
    from pursuit.integrations.csv_xlsx.tables import open_tables
    from pursuit.kernel.errors import Refused

    code, rows, start = "", 0, time.monotonic()
    try:
        for table in open_tables(path):
            for row in table.rows():
                rows += 1
                code = code or (row.fault.code if row.fault else "")
    except Refused as no:
        code = no.code
    # Not getrusage: its maximum is inherited from the process that started this one.
    peak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    return {"code": code, "rows": rows, "seconds": round(time.monotonic() - start, 1), "mib": round(peak)}


def measure(path: Path) -> dict[str, object]:
    """The same in a fresh process."""
    command = [sys.executable, "-m", "tests.integrations.csv_xlsx.probe", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def measure_all(folder: Path) -> None:
    from tests.integrations.csv_xlsx.corpus import CORPUS

    for bad in CORPUS:
        if bad.heavy:
            path = bad.make(folder)
            size = path.stat().st_size
            print(f"{bad.name:32} {bad.code:18} {size >> 10:8} KiB  {json.dumps(measure(path))}", flush=True)
            path.unlink()


if __name__ == "__main__":
    if sys.argv[1] == "--all":
        measure_all(Path(sys.argv[2]))
    else:
        print(json.dumps(read(Path(sys.argv[1]))))
