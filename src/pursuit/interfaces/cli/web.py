"""The web server process: gunicorn with threads. Django is loaded before its children, which share those pages."""

import argparse
import gc
import os
import signal
import sys
from pathlib import Path

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  gunicorn keeps its heartbeat files there, created with O_EXCL


class Web(BaseApplication):  # type: ignore[misc]  # the library has no types
    """gunicorn, told everything by the supervisor instead of by a file."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        super().__init__()

    def load_config(self) -> None:
        """Called by gunicorn."""
        options: dict[str, object] = {
            "bind": [self.args.bind],
            "workers": self.args.workers,
            "threads": self.args.threads,
            "preload_app": True,
            "worker_class": "gthread",
            "timeout": 120,
            "graceful_timeout": 20,
            "keepalive": 5,
            "limit_request_line": 8190,
            "limit_request_fields": 60,
            "errorlog": "-",
            "loglevel": os.environ.get("PURSUIT_LOG", "WARNING").lower(),
            "accesslog": "-" if os.environ.get("PURSUIT_ACCESS_LOG") == "1" else None,
            "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
            "when_ready": self._ready,
            "post_fork": _allow_interrupt,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Before the children: the WSGI application, its pages and no connection."""
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  settings are known only now
        from django.db import connections  # noqa: PLC0415
        from django.urls import get_resolver  # noqa: PLC0415

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pursuit.config.settings")
        application = get_wsgi_application()
        get_resolver().reverse_dict  # noqa: B018  loads every page, as the first request would
        connections.close_all()
        gc.collect()
        gc.freeze()  # the collector would write to these pages and so part them
        return application

    def _ready(self, _arbiter: Arbiter) -> None:
        print(self.args.ready, flush=True)


def _allow_interrupt(_arbiter: Arbiter, _worker: object) -> None:
    """Ctrl-C reaches the whole group; the supervisor alone decides, and it stops this process with SIGTERM."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bind", required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--ready", required=True)
    args = parser.parse_args()
    sys.argv = sys.argv[:1]
    Web(args).run()


if __name__ == "__main__":
    main()
