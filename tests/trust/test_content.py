"""Bodies, files and texts that were made to do harm."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.kernel import files, listing
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing.export import unguard
from pursuit.kernel.listing.exports import export_list
from tests.cast import Cast
from tests.plumbing.untouched import WatchedClient
from tests.rest.conftest import Calls

GIGABYTE = 10**9


class Endless(io.RawIOBase):
    """A body that goes on: counts how much of it was taken."""

    taken = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        size = min(size if size > 0 else GIGABYTE, GIGABYTE - self.taken)
        self.taken += size
        return b"x" * size


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/api/v1/accounts", "application/json"), ("/api/v1/files", "multipart/form-data; boundary=xx"),
     ("/account/login", "multipart/form-data; boundary=xx"), ("/account/login", "application/x-www-form-urlencoded")],
)  # fmt: skip
@pytest.mark.parametrize("declared", ["100", "0", "", "-1"])
def test_a_gigabyte_behind_a_small_length(caller: Calls, path: str, kind: str, declared: str) -> None:
    """Only what was declared is read, whatever lies behind it. (The server refuses lengths that are no numbers.)"""
    ar = caller("ar")
    body = Endless()
    more: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": declared, "CONTENT_TYPE": kind}
    answer = WatchedClient(raise_request_exception=False).post(path, headers=ar.headers, **more)
    assert answer.status_code in (200, 400, 411, 413, 415, 422)
    assert body.taken <= 1000


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=xx"])
def test_a_declared_gigabyte_is_refused_unread(caller: Calls, kind: str) -> None:
    body = Endless()
    path = "/api/v1/files" if kind.startswith("multipart") else "/api/v1/accounts"
    more: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": str(GIGABYTE), "CONTENT_TYPE": kind}
    answer = WatchedClient(raise_request_exception=False).post(path, headers=caller("ar").headers, **more)
    assert answer.status_code in (400, 413)
    assert body.taken <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE


NAMES = [
    "../../evil.txt",
    "/etc/passwd.txt",
    "..\\..\\evil.txt",
    "%2e%2e%2fevil.txt",
    "a\x00b.txt",
    "x" * 4000 + ".txt",
    "CON.txt",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(cast: Cast, name: str) -> None:
    """The stored name is ours; the shown one is a plain name."""
    actor = cast.actor("ar")
    row = create_account(actor=actor, title="甲公司")
    upload = SimpleUploadedFile("plain.txt", b"x")
    upload._name = name
    try:
        made = files.attach_file(actor=actor, subject=row.pk, file=upload)
    except Refused:
        return
    path = files.path_of(made).resolve()
    assert path.is_relative_to(settings.FILES_ROOT.resolve())
    assert path.stem.isalnum()
    assert not {"/", "\\", "\x00"} & set(made.name)
    assert len(made.name) <= 255


@pytest.mark.parametrize(
    "name", ["a.phar", "a.pHaR", "a.PHP", "a.svg", "a.SvG", "a.html", "a.HTM", "a.js", "a.txt.exe", "a.xhtml", "a"]
)
def test_only_listed_kinds_whatever_the_case(cast: Cast, name: str) -> None:
    actor = cast.actor("ar")
    row = create_account(actor=actor, title="甲公司")
    with pytest.raises(Refused):
        files.attach_file(actor=actor, subject=row.pk, file=SimpleUploadedFile(name, b"<?php echo 1;"))


def test_a_picture_that_is_a_page_is_refused(cast: Cast) -> None:
    actor = cast.actor("ar")
    row = create_account(actor=actor, title="甲公司")
    for body in (b"<html><script>alert(1)</script>", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"):
        with pytest.raises(Refused):
            files.attach_file(actor=actor, subject=row.pk, file=SimpleUploadedFile("a.png", body))


FORMULAS = ["=1+1", "+86 21", "-1", "@sum", "＝cmd", "＋1", "－1", "＠x", '="a"', "'=1"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_exported_cells_are_no_formulas(cast: Cast, form: str) -> None:
    """As the files leave the house, and back again as the import of lists reads them."""
    actor = cast.actor("ar")
    for title in FORMULAS:
        create_account(actor=actor, title=title)
    found = listing.get("accounts")
    out = io.BytesIO()
    export_list(actor, found, listing.read_query(found, actor, {"cols": "title"}), form, out)
    if form == "csv":
        rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
        cells = [row[-1] for row in rows[1:]]
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue())).active
        held = [row[-1] for row in sheet.iter_rows(min_row=2)]
        assert {cell.data_type for cell in held} == {"s"}
        cells = [str(cell.value) for cell in held]
    assert all(cell.startswith("'") for cell in cells)
    assert sorted(map(unguard, cells)) == sorted(FORMULAS)


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "//evil.example", "https://evil.example", "\\\\evil.example", "/\\evil.example"]
)
def test_nothing_leads_off_the_site(cast: Cast, client: WatchedClient, target: str) -> None:
    client.force_login(cast.ar)
    row = create_account(actor=cast.actor("ar"), title="甲公司")
    for path in (f"/customers/{row.pk}/deletion", "/preferences/theme", "/notifications/read"):
        answer = client.post(path, {"next": target, "back": target, "theme": "dark"}, headers={"Referer": target})
        assert "evil" not in answer.headers.get("Location", "")
        assert not answer.headers.get("Location", "").startswith(("javascript:", "//", "/\\", "\\"))


def test_the_factory_of_requests_is_not_the_door() -> None:
    """The stream above is really read through Django, not by the test client."""
    body = Endless()
    request = RequestFactory().post("/", **{"wsgi.input": body, "CONTENT_LENGTH": "7", "CONTENT_TYPE": "text/plain"})
    assert len(request.body) == 7
