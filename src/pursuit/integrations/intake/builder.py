"""The process behind `ahead`, started with `python -m`, spoken to over pipes: it makes records ready, writes none."""

import gc
import os
import sys

NICE = 5  # whoever waits for a page goes first


def main() -> None:
    """Answer wishes until the pipe is closed."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what anybody prints stays out of the answers
    os.nice(NICE)
    gc.disable()
    # Only now: Django's settings come with the environment, and all else needs them.
    import django  # noqa: PLC0415

    django.setup()
    from pursuit.integrations.intake.building import serve  # noqa: PLC0415

    gc.freeze()  # what is loaded stays: nobody need look through it again
    gc.enable()
    serve(source, sink)


if __name__ == "__main__":
    main()
