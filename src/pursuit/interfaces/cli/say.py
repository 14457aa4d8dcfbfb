"""What the command line says: facts to standard output, complaints to standard error."""

import sys

from pursuit.kernel.errors import Text


def say(text: Text) -> None:
    """One line for the person."""
    print(str(text), flush=True)


def complain(text: Text) -> None:
    """One line about what is wrong."""
    print(str(text), file=sys.stderr, flush=True)
