"""Dropping files, the list of imports, and the mapping: what is recognised, changed, refused, kept and taken again."""

from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.integrations.intake import jobs as work
from pursuit.integrations.intake import preparing
from pursuit.kernel import clock
from pursuit.kernel.models import ImportBatch, SavedMapping
from tests.cast import Cast
from tests.web.importing import HEAD, ROWS, both, check, drop, filled, page, run, upload
from tests.web.importing import work as worked
from tests.web.making import enter

pytestmark = pytest.mark.usefixtures("shelf")


def test_nothing_yet(client: Client, cast: Cast) -> None:
    enter(client, cast, "operations")
    assert "还没有导入过" in page(client, "/imports/") or "Nothing was imported yet" in page(client, "/imports/")
    assert 'href="/imports/"' in page(client, "/settings/")


def test_who_has_no_right_gets_no_page(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "operations"))
    enter(client, cast, "ar")
    for url in ("", f"{batch.pk}/", f"{batch.pk}/mapping", f"{batch.pk}/check", f"{batch.pk}/run"):
        assert client.get(f"/imports/{url}").status_code == 403
    assert client.post("/imports/", {"files": both()}).status_code == 403
    assert client.post(f"/imports/{batch.pk}/undo").status_code == 403


def test_unknown_numbers_and_wrong_methods(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    for url in ("", "mapping", "check", "run", "rejected"):
        assert client.get(f"/imports/999999/{url}").status_code == 404
    batch = drop(client)
    for url in ("answers", "repairs", "cancellation", "undo", "removal"):
        assert client.get(f"/imports/{batch.pk}/{url}").status_code == 405


def test_files_are_recognised(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "operations"))
    shown = page(client, f"/imports/{batch.pk}/mapping")
    assert "gb18030" in shown and "水厂改造" in shown and "客户.csv" in shown
    assert batch.state == "draft" and len(preparing.paths_of(batch)) == 2
    kinds = {table.seen["name"]: table.kind for table in client.get(f"/imports/{batch.pk}/mapping").context["tables"]}
    assert kinds == {"商机.csv": "project", "客户.csv": "account"}
    assert f"/imports/{batch.pk}/mapping" in page(client, "/imports/")


@pytest.mark.parametrize(
    ("name", "content"), [("空.csv", b""), ("a.csv", b"\xff\xfe\x00\x81\x00"), ("a.xlsx", b"PK\x03\x04x")]
)
def test_what_cannot_be_read_is_refused_and_not_kept(client: Client, cast: Cast, name: str, content: bytes) -> None:
    enter(client, cast, "admin")
    bad = upload([], name)
    bad.file.write(content)  # type: ignore[union-attr]
    bad.size = len(content)
    answer = client.post("/imports/", {"files": [*both(), bad]})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not ImportBatch.objects.exists() and not list(preparing.root().glob("*"))
    assert client.post("/imports/", {}).status_code == 422


def test_a_file_that_is_too_large(client: Client, cast: Cast, settings: LazySettings) -> None:
    settings.IMPORT_MAX_BYTES = 100
    assert enter(client, cast, "admin").post("/imports/", {"files": both()}).status_code == 422


def test_a_column_goes_to_another_field(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "admin"))
    colour = HEAD.index("颜色")
    check(client, batch, **{f"t0__c{colour}__field": "note" if "note" in _fields(client, batch) else "objective"})
    sheet = next(one for one in batch.plan["table"] if one["kind"] == "project")
    assert sheet["columns"]["颜色"]["field"] in ("note", "objective")
    assert sheet["columns"]["金额(万元)"]["unit"] == "10000"


def _fields(client: Client, batch: ImportBatch) -> list[str]:
    tables = client.get(f"/imports/{batch.pk}/mapping").context["tables"]
    return [code for code, _label in tables[0].choices]


def test_two_columns_cannot_become_the_same_field(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "admin"))
    data = filled(client, batch, **{f"t0__c{HEAD.index('颜色')}__field": "title"})
    answer = client.post(f"/imports/{batch.pk}/mapping", data)
    assert answer.status_code == 422 and "颜色" in answer.content.decode()
    assert {one.header: one.field for one in answer.context["tables"][0].columns}["颜色"] == "title"


def test_another_kind_is_suggested_anew(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "admin"))
    answer = client.post(f"/imports/{batch.pk}/mapping", filled(client, batch, t0__kind="lead"))
    assert answer["Location"] == f"/imports/{batch.pk}/mapping"
    table = client.get(answer["Location"]).context["tables"][0]
    assert table.kind == "lead" and any(one.field for one in table.columns)
    none = filled(client, batch, t0__kind="", t1__kind="")
    assert client.post(f"/imports/{batch.pk}/mapping", none).status_code == 422


def test_another_source_is_suggested_anew(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "admin"))
    answer = client.post(f"/imports/{batch.pk}/mapping", {"act": "source", "source": "zoho"})
    assert answer.status_code == 303
    batch.refresh_from_db()
    assert batch.plan["source"] == "zoho" == batch.source
    answer = client.post(f"/imports/{batch.pk}/mapping", {"act": "source", "source": "lotus"})
    assert answer.status_code == 422


def test_a_mapping_is_kept_and_found_again(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    batch = drop(client)
    nameless = filled(client, batch, act="save")
    assert client.post(f"/imports/{batch.pk}/mapping", nameless).status_code == 422
    colour = HEAD.index("颜色")
    data = filled(client, batch, act="save", name="华东台账", **{f"t0__c{colour}__field": "objective"})
    assert client.post(f"/imports/{batch.pk}/mapping", data)["Location"] == f"/imports/{batch.pk}/mapping"
    assert SavedMapping.objects.get().name == "华东台账"
    again = drop(client, [upload([HEAD, *ROWS], "十一月.csv"), both()[1]])
    assert again.preparation["saved"] == "华东台账"
    sheet = next(one for one in again.plan["table"] if one["kind"] == "project")
    assert sheet["match"] == "十一月.csv" and sheet["columns"]["颜色"]["field"] == "objective"
    other = drop(client, [upload([("甲", "乙"), ("1", "2")], "别的.csv")])
    taken = client.post(f"/imports/{other.pk}/mapping", {"act": "take", "saved": SavedMapping.objects.get().pk})
    assert taken.status_code == 422
    assert client.post(f"/imports/{other.pk}/mapping", {"act": "take", "saved": "7777"}).status_code == 404
    taken = client.post(f"/imports/{batch.pk}/mapping", {"act": "take", "saved": SavedMapping.objects.get().pk})
    assert taken.status_code == 303


def test_a_preparation_is_given_up_with_its_files(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "admin"))
    assert client.post(f"/imports/{batch.pk}/removal").status_code == 303
    assert not ImportBatch.objects.exists() and not list(preparing.root().glob("*"))


def test_old_files_are_removed(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(client, cast, "admin")
    old, fresh = drop(client), drop(client)
    long_ago = clock.now() - timedelta(days=8)
    ImportBatch.objects.filter(pk=old.pk).update(created_at=long_ago, heartbeat_at=long_ago)
    monkeypatch.setattr(preparing, "YOUNG", -60)
    work.jobs.enqueue(cast.actor("admin"), work.SWEEP)
    worked()
    assert preparing.paths_of(fresh) and len(list(preparing.root().iterdir())) == 1
    answer = client.post(f"/imports/{old.pk}/mapping", {"act": "source", "source": "zoho"})
    assert answer.status_code == 404


def test_cost_of_the_list(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    batch = run(client, check(client, drop(client)))
    page(client, "/imports/")
    with CaptureQueriesContext(connection) as few:
        page(client, "/imports/")
    for number in range(40):
        batch.pk, batch.fingerprint = None, str(number)
        batch.save()
    with CaptureQueriesContext(connection) as many:
        shown = page(client, "/imports/")
    assert len(many) == len(few) and "after=" in shown
    assert page(client, f"/imports/?after={ImportBatch.objects.order_by('-pk')[29].pk}")


def test_cost_of_the_mapping(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    small = drop(client)
    wide = drop(client, [upload([[*HEAD, *(f"列{n}" for n in range(150))], [*ROWS[0], *range(150)]])])
    with CaptureQueriesContext(connection) as few:
        page(client, f"/imports/{small.pk}/mapping")
    with CaptureQueriesContext(connection) as many:
        page(client, f"/imports/{wide.pk}/mapping")
    assert len(many) <= len(few) <= 20


@pytest.mark.parametrize("url", ["/customers/", "/projects/"])
def test_the_lists_lead_here(client: Client, cast: Cast, url: str) -> None:
    assert 'href="/imports/"' in page(enter(client, cast, "operations"), url)
    assert 'href="/imports/"' not in page(enter(client, cast, "ar"), url)
