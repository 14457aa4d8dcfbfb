"""What tests of pages may ask for."""

from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture
def shelf(settings: LazySettings, tmp_path: Path) -> None:
    """A place of the test's own for the files of imports."""
    settings.IMPORTS_ROOT = tmp_path / "imports"  # type: ignore[misc]
