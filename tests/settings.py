"""The product's settings on data of their own: nothing a test does reaches the developer's instance.

Environment: DATABASE_URL chooses PostgreSQL (`python -m tools.postgres run -- pytest …`); without it SQLite.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "PURSUIT_TEST_RUN" not in os.environ:
    # The first process makes the folder and removes it; xdist workers inherit the variable.
    os.environ["PURSUIT_TEST_RUN"] = tempfile.mkdtemp(prefix="pursuit-test-")
    _owner = os.getpid()

    @atexit.register
    def _remove_folder() -> None:
        if os.getpid() == _owner:
            shutil.rmtree(os.environ["PURSUIT_TEST_RUN"], ignore_errors=True)


_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
os.environ["PURSUIT_HOME"] = str(Path(os.environ["PURSUIT_TEST_RUN"]) / _worker)
os.environ["PURSUIT_BASE_URL"] = "http://127.0.0.1:8000"
for _name in ("PURSUIT_SECRET_KEY", "PURSUIT_DEBUG", "PURSUIT_SMTP", "PURSUIT_HOSTS", "PURSUIT_LOG"):
    os.environ.pop(_name, None)

from pursuit.kernel.engineprocess import place  # noqa: E402

# Compiled once for all tests: by those that call the engine, and by the processes that others ask.
os.environ["NUMBA_CACHE_DIR"] = str(place.cache(Path(__file__).parents[1] / ".build" / "numba"))

from pursuit.config.settings import *  # noqa: E402, F403
from pursuit.config.settings import DATABASES, HOME, STORAGES  # noqa: E402

_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads (live server, races) need connections of their own, and WAL as in production.
    _database["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    # A test database need not survive a power cut; the kill tests run the product's own settings.
    _init = _database["OPTIONS"]["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    _database["OPTIONS"] = {**_database["OPTIONS"], "init_command": _init}
else:
    _database["CONN_MAX_AGE"] = 0
    _database["TEST"] = {"NAME": "test_pursuit"}

# One cheap hash instead of argon2: a thousand sign-ins are about the product, not about the hash.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Pages link to plain file names: no collectstatic before a test.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
(HOME / "static").mkdir(exist_ok=True)
