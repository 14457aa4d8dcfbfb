"""What every test may ask for; the parts live in tests/plumbing."""

import signal

import pytest
import pytest_django
from django.conf import settings

from pursuit.kernel import platform, revision
from tests.cast import Cast, assemble
from tests.plumbing.browser import chromium, open_page, watch  # noqa: F401
from tests.plumbing.databases import django_db_keepdb, django_db_modify_db_settings  # noqa: F401
from tests.plumbing.untouched import WatchedClient


def pytest_configure(config: pytest.Config) -> None:
    """A terminated run unwinds like an interrupted one: browsers, folders and clusters go with it."""
    if not hasattr(config, "workerinput"):
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_report_header() -> str:
    return f"database: {settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever opens a page is a browser test, and everything under tests/browser is one."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()) or "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
        # Their installations take seconds to make: one process makes them for all.
        if "tests/cli/" in item.nodeid:
            item.add_marker(pytest.mark.xdist_group("cli"))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """As `pursuit migrate` leaves a database: with roles, terms and methods."""
    with django_db_blocker.unblock():
        platform.sync()


@pytest.fixture
def client() -> WatchedClient:
    """Django's test client; after any 4xx it asserts that nothing was written."""
    return WatchedClient()


@pytest.fixture
def cast(db: None) -> "Cast":
    """The fixed people (tests/cast.py)."""
    return assemble()


@pytest.fixture(autouse=True)
def fresh_copies() -> None:
    """What a process keeps of slowly changing data does not outlive a test's rollback."""
    revision.forget_all()
