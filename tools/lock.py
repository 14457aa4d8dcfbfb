"""`make lock`: renew the lock files, with hashes and without any registry address.

python -m tools.lock [--upgrade]   (without it only what requirements*.in now asks for changes)
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# In this order: each file is constrained by the ones before it.
FILES = ["requirements", "requirements-build", "requirements-dev"]
OPTIONS = ["--quiet", "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"]


def main(extra: list[str]) -> int:
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "uv"], check=True)
    uv = Path(sys.executable).parent / "uv"
    for name in FILES:
        command = [str(uv), "pip", "compile", *OPTIONS, "--python-version", "3.11", *extra]
        subprocess.run([*command, f"{name}.in", "-o", f"{name}.lock"], cwd=ROOT, check=True)
    command = ["npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
    return subprocess.run([*command, "--no-audit", "--no-fund"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
