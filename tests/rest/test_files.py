"""Files through the REST door."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from pursuit.domain.customers.models import Account
from tests.rest.conftest import Caller, Calls

TEXT = "会议记录".encode()


def send(caller: Caller, subject: int, name: str = "记录.txt", content: bytes = TEXT, **more: str) -> HttpResponse:
    data = {"subject": str(subject), "file": SimpleUploadedFile(name, content), **more}
    return caller.client.post("/api/v1/files", data, headers=caller.headers)


def test_upload_look_download_remove(caller: Calls, account: Account) -> None:
    ar = caller("ar")
    made = send(ar, account.pk)
    assert made.status_code == 201, made.content
    row = made.json()
    assert (row["name"], row["size"], row["content_type"]) == ("记录.txt", len(TEXT), "text/plain")
    assert ar("GET", f"/files?subject={account.pk}").json()["items"] == [row]
    assert ar("GET", made.headers["Location"]).json() == row
    content = ar("GET", row["content"])
    assert b"".join(content.streaming_content) == TEXT  # type: ignore[attr-defined]
    assert content.headers["Content-Disposition"].startswith("attachment;")
    assert content.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in content.headers["Content-Security-Policy"]
    assert ar("DELETE", f"/files/{row['id']}").status_code == 204
    assert ar("GET", row["content"]).status_code == 404


def test_files_of_others(caller: Calls, account: Account) -> None:
    row = send(caller("ar"), account.pk).json()
    stranger = caller("stranger")
    for address in (f"/files/{row['id']}", row["content"]):
        assert stranger("GET", address).status_code == 404
    assert stranger("GET", f"/files?subject={account.pk}").json()["items"] == []
    assert stranger("DELETE", f"/files/{row['id']}").status_code == 404
    assert send(stranger, account.pk).status_code == 422
    assert send(caller("teammate"), account.pk).status_code == 403
    assert send(caller("ar", "read"), account.pk).status_code == 403


def test_uploads_that_are_refused(caller: Calls, account: Account, settings: Any) -> None:
    ar = caller("ar")
    assert send(ar, account.pk, "x.exe").status_code == 422
    assert send(ar, account.pk, "x.png").status_code == 422
    assert send(ar, account.pk, content=b"").status_code == 422
    assert send(ar, account.pk, nothing="1").status_code == 422
    assert ar("POST", "/files", {"subject": account.pk}).status_code == 415
    settings.FILE_MAX_BYTES = 10
    assert send(ar, account.pk, content=b"x" * 11).status_code == 422
    assert send(ar, account.pk, content=b"x" * 100_000).status_code == 413
    broken = ar("POST", "/files", b"--x\r\nnonsense", Content_Type="multipart/form-data; boundary=x")
    assert broken.status_code == 422
    assert ar("POST", "/files", b"--", Content_Type="multipart/form-data").status_code == 400


@pytest.mark.parametrize("name", ["../../../etc/x.txt", "a\\b\\x.txt", "x\u202e.txt"])
def test_names_are_cleaned(caller: Calls, account: Account, name: str) -> None:
    assert "/" not in send(caller("ar"), account.pk, name).json()["name"]


def test_the_same_upload_twice_with_a_key(caller: Calls, account: Account) -> None:
    ar = caller("ar")
    data = lambda text: {"subject": account.pk, "file": SimpleUploadedFile("a.txt", text)}  # noqa: E731
    headers = ar.headers | {"Idempotency-Key": "up"}
    first = ar.client.post("/api/v1/files", data(b"one"), headers=headers)
    again = ar.client.post("/api/v1/files", data(b"one"), headers=headers)
    other = ar.client.post("/api/v1/files", data(b"two"), headers=headers)
    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert first.json() == again.json()
    assert len(ar("GET", f"/files?subject={account.pk}").json()["items"]) == 1
