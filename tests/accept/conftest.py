"""Installations for the drills, and leaving out what went well already when a run is resumed."""

import pytest

from tests.accept.report import done_already
from tests.cli.conftest import blank, empty, migrated  # noqa: F401
from tests.cli.test_serve import served  # noqa: F401


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A drill is named by its module: tests/accept/test_kill_writes.py is `kill_writes`."""
    for item in items:
        drill = item.path.stem.removeprefix("test_")
        if item.get_closest_marker("slow") and done_already(drill):
            item.add_marker(pytest.mark.skip(reason="went well already with this code"))
