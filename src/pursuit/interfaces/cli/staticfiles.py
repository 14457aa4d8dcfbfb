"""Collecting static files, only when there is something newer than what was collected."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_if_needed() -> bool:
    """True when files were collected."""
    done = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if done.is_file() and done.stat().st_mtime >= _newest():
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    return True


def _newest() -> float:
    found = [0.0]
    for finder in get_finders():
        for path, storage in finder.list([]):
            found.append(Path(storage.path(path)).stat().st_mtime)
    return max(found)
