"""A tool that starts others ends with whoever started it, also when that one was killed."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
# Before a command: it ends when the tool that runs it is killed.
AND_DIE = ["setpriv", "--pdeathsig", "TERM"]


def die_with_parent() -> None:
    """Ask Linux for SIGTERM when the parent ends, and let SIGTERM unwind like any other exit."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it ended between the two lines
        sys.exit(143)
