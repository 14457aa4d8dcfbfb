"""Files: type, name and size checks; bound to their uploader; re-checked with their record."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from pursuit.domain.customers.actions.accounts import create_account, delete_account
from pursuit.domain.customers.models import Account
from pursuit.kernel import files
from pursuit.kernel.errors import Forbidden, Invalid, Refused
from pursuit.kernel.models import StoredFile
from tests.cast import Cast

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


def zipped(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.fixture
def row(cast: Cast) -> Account:
    return create_account(actor=cast.actor("ar"), title="远洋港务")


def attach(cast: Cast, row: Account, name: str, body: bytes, part: str = "ar") -> StoredFile:
    return files.attach_file(actor=cast.actor(part), subject=row.pk, file=SimpleUploadedFile(name, body))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("合同.pdf", b"%PDF-1.7 x"),
        ("a.PNG", PNG),
        ("b.docx", zipped("word/document.xml")),
        ("c.txt", "中文".encode("gb18030")),
    ],
)
def test_real_files_are_taken(cast: Cast, row: Account, name: str, body: bytes) -> None:
    kept = attach(cast, row, name, body)
    assert kept.name == name
    assert files.path_of(kept).read_bytes() == body
    assert name not in str(files.path_of(kept))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("x.exe", b"MZ"), ("x.svg", b"<svg/>"), ("x.html", b"<p>"), ("x.phar", b"<?php"), ("x.pHaR", b"<?php"),
        ("x.pdf", b"<html>"), ("x.png", b"GIF89a"), ("x.docx", zipped("xl/workbook.xml")),
        ("x.docx", b"PK\x03\x04junk"), ("x.txt", b"MZ\x00"), ("noending", b"x"), ("x.pdf", b""),
    ],
)  # fmt: skip
def test_others_are_refused(cast: Cast, row: Account, name: str, body: bytes) -> None:
    with pytest.raises(Refused):
        attach(cast, row, name, body)
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\x\\y.txt", "a\x00b.txt", "a\nb.txt", "x" * 300 + ".txt", "%2e%2e%2fa.txt"]
)
def test_names_are_only_names(cast: Cast, row: Account, name: str) -> None:
    kept = attach(cast, row, name, b"x")
    assert "/" not in kept.name and "\\" not in kept.name and "\x00" not in kept.name and len(kept.name) <= 120
    assert files.path_of(kept).resolve().is_relative_to(files.settings.FILES_ROOT.resolve())


def test_size_is_capped(cast: Cast, row: Account) -> None:
    with override_settings(FILE_MAX_BYTES=10), pytest.raises(Refused) as no:
        attach(cast, row, "a.txt", b"x" * 11)
    assert no.value.code == "too_large"


def test_only_who_may_change_the_record_attaches(cast: Cast, row: Account) -> None:
    with pytest.raises(Forbidden):
        attach(cast, row, "a.txt", b"x", part="guest")
    with pytest.raises(Invalid):
        attach(cast, row, "a.txt", b"x", part="stranger")


def test_visibility_follows_the_record(cast: Cast, row: Account) -> None:
    kept = attach(cast, row, "a.txt", b"x")
    assert files.visible(cast.actor("teammate")).filter(pk=kept.pk).exists()
    assert not files.visible(cast.actor("stranger")).filter(pk=kept.pk).exists()
    delete_account(actor=cast.actor("ar"), account=row.pk)
    assert not files.visible(cast.actor("ar")).filter(pk=kept.pk).exists()


def test_a_new_version_replaces(cast: Cast, row: Account) -> None:
    first = attach(cast, row, "a.txt", b"1")
    second = files.attach_file(
        actor=cast.actor("ar"), subject=row.pk, file=SimpleUploadedFile("a.txt", b"2"), replaces=first.pk
    )
    assert second.replaces_id == first.pk


@pytest.mark.django_db(transaction=True)
def test_a_refused_action_leaves_no_bytes() -> None:
    from tests.cast import assemble

    cast = assemble()
    row = create_account(actor=cast.actor("ar"), title="远洋港务")
    kept = attach(cast, row, "a.txt", b"x")
    assert not files.path_of(kept).with_suffix(".pending").exists()
    files.sweep(-1)
    assert files.path_of(kept).exists()
