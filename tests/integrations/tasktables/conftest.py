"""What is said about a file is read in English here, whatever language the catalogues have it in."""

from pathlib import Path

import pytest

from tests.integrations.csv_xlsx.conftest import english
from tests.integrations.tasktables.tables import Make

__all__ = ["english"]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def write(*lines: str, encoding: str = "utf-8", name: str = "投标计划.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return write
