"""The entry point: settings first, then Django, then the language (help texts are translated), then the command."""

import gc
import os
import sys
from collections.abc import Sequence

from pursuit.interfaces.cli import address


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0 done, 1 failed, 2 bad usage."""
    given = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pursuit.config.settings")
    if given[:1] == ["serve"]:
        address.settle(given[1:])

    # Only now, with the environment settled: these read the settings and the models.
    gc.disable()  # what is loaded now stays: nobody need look through it, and then again at the end
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connections  # noqa: PLC0415

    from pursuit.interfaces.cli import commands  # noqa: PLC0415

    gc.freeze()
    gc.enable()
    try:
        return commands.run(given)
    finally:
        connections.close_all()  # whoever copies the database then finds all of it in one file


if __name__ == "__main__":
    sys.exit(main())
