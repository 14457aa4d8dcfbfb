"""Where the process listens, the key that callers show, and where compiled code is kept."""

import hashlib
import shutil
import tempfile
from pathlib import Path

from django.conf import settings

import pursuit

LONGEST = 100  # bytes of a socket's path; Linux takes 107


def socket(home: Path) -> Path:
    """In the data folder; where its path is too long for a socket, in a private folder of the machine's own."""
    path = home / "run" / "engine.sock"
    if len(str(path).encode()) > LONGEST:
        digest = hashlib.sha256(str(home).encode()).hexdigest()[:16]
        path = Path(tempfile.gettempdir()) / f"pursuit-{digest}" / "engine.sock"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def key() -> bytes:
    return hashlib.sha256(f"engine process {settings.SECRET_KEY}".encode()).digest()


def cache(folder: Path) -> Path:
    """Compiled code of exactly these sources. Numba does not see that a function taken in from another file changed, so
    each state of the engine has a folder of its own, and only the last one stays."""
    digest = hashlib.sha256()
    for file in sorted((Path(pursuit.__file__).parent / "engine").rglob("*.py")):
        digest.update(str(file).encode() + file.read_bytes())
    own = folder / digest.hexdigest()[:16]
    own.mkdir(parents=True, exist_ok=True)
    for other in folder.iterdir():
        if other != own:
            shutil.rmtree(other, ignore_errors=True)
    return own
