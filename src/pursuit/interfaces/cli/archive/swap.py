"""Putting the restored state in the place of the old one, which stays aside; half a swap is taken back."""

import shutil
from pathlib import Path

from django.conf import settings

from pursuit.interfaces.cli.archive import engine, manifest
from pursuit.kernel import clock

PREFIX = "before-restore-"
UNFINISHED = "UNFINISHED"


def swap(staging: Path) -> Path:
    """Old state into a folder of its own, new state into place. Returns the folder."""
    aside = Path(settings.HOME) / f"{PREFIX}{clock.now():%Y%m%d-%H%M%S-%f}"
    aside.mkdir(mode=0o700)
    (aside / UNFINISHED).touch()
    database = engine.module()
    try:
        database.put_aside(aside)
        for path in _beside():
            if path.exists():
                shutil.move(path, aside / path.name)
        database.install(staging / manifest.DATABASES[engine.name()])
        for path in _beside():
            if (staging / path.name).exists():
                shutil.move(staging / path.name, path)
    except BaseException:
        take_back(aside)
        raise
    (aside / UNFINISHED).unlink()
    return aside


def take_back(aside: Path) -> None:
    """The old state where it was."""
    engine.module().put_back(aside)
    for path in _beside():
        if (aside / path.name).exists():
            if path.is_dir():
                shutil.rmtree(path)
            shutil.move(aside / path.name, path)
    shutil.rmtree(aside)


def unfinished() -> list[Path]:
    """Swaps that were cut off (power, kill)."""
    return sorted(mark.parent for mark in Path(settings.HOME).glob(f"{PREFIX}*/{UNFINISHED}"))


def _beside() -> list[Path]:
    """What lies beside the database: stored files, and the key they are signed with."""
    return [Path(settings.FILES_ROOT), Path(settings.HOME) / manifest.SECRET]
