"""Papers the pages hand out: taken, opened, read."""

from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import Locator, Page


def taken(page: Page, button: Locator, folder: Path) -> Path:
    """What a click downloads, under the name it was given."""
    with page.expect_download() as waiting:
        button.click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def words(path: Path) -> str:
    """Everything a Word file or the first page of a workbook says; nothing is left unfilled."""
    if path.suffix == ".docx":
        paper = docx.Document(str(path))
        cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
        said = "\n".join([*(one.text for one in paper.paragraphs), *cells])
        assert "{{" not in said and "{%" not in said, path.name
        return said
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
