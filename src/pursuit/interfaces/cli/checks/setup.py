"""Settings, folders, and a restore that was cut off."""

import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import run_checks
from django.utils.translation import gettext as _

from pursuit.interfaces.cli.archive.swap import unfinished
from pursuit.interfaces.cli.checks.finding import Finding

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def settings_sane() -> Iterator[Finding]:
    """What makes an installation unsafe."""
    for message in run_checks():
        if message.is_serious():
            yield Finding("settings", str(message.msg))
    if settings.DEBUG:
        yield Finding("debug", _("PURSUIT_DEBUG is on: pages would show their inside. Take it out of the environment."))
    base = urlsplit(settings.BASE_URL)
    if base.scheme != "https" and base.hostname not in LOOPBACK:
        text = _("PURSUIT_BASE_URL (%s) is not https: passwords travel readable.")
        yield Finding("no_https", text % settings.BASE_URL)
    if len(settings.SECRET_KEY) < 32:
        yield Finding("weak_key", _("The secret key is shorter than 32 characters."))


def home_private() -> Iterator[Finding]:
    """Nobody else on the machine reads the data."""
    home = Path(settings.HOME)
    for path in (home, home / "secret.key"):
        if path.exists() and stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding("open_home", _("%s can be read by others on this machine: take their rights away.") % path)
    for aside in unfinished():
        yield Finding("cut_off_restore", _("A restore was cut off (%s): run “pursuit restore” again.") % aside)
