"""From the check to the receipt: problems mended in place, questions answered, the run, cancelling, undo, bad rows."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.accounts import update_account
from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake import jobs as work
from pursuit.integrations.intake import preparing
from pursuit.kernel.models import ImportBatch, RefusedRow
from tests.cast import Cast
from tests.web.importing import CUSTOMERS, GOOD, HEAD, both, check, checked, drop, page, run, upload
from tests.web.importing import work as worked
from tests.web.making import enter

pytestmark = pytest.mark.usefixtures("shelf")


def test_the_check_writes_nothing_and_says_what_is_wrong(client: Client, cast: Cast) -> None:
    batch = checked(client, cast)
    shown = page(client, f"/imports/{batch.pk}/check")
    assert not Project.objects.exists() and not Account.objects.exists()
    codes = dict(RefusedRow.objects.values_list("row", "code"))
    assert codes[3] == "bad_amount" and codes[4] == "bad_date" and codes[5] == "duplicate_id"
    assert "1,2,3.4" in shown and "cell.0.3." in shown and "安冉" in shown
    only = page(client, f"/imports/{batch.pk}/check?code=bad_date")
    assert "2026-02-30" in only and "1,2,3.4" not in only
    assert f"/imports/{batch.pk}/check" in page(client, "/imports/")


def test_bad_rows_are_mended_in_place(client: Client, cast: Cast) -> None:
    batch = checked(client, cast)
    amount, day = HEAD.index("金额(万元)"), HEAD.index("预计签约日期")
    url = f"/imports/{batch.pk}/repairs"
    unchanged = {f"cell.0.3.{amount}": "1,2,3.4", f"was.cell.0.3.{amount}": "1,2,3.4"}
    assert client.post(url, unchanged).status_code == 303
    given = {f"cell.0.3.{amount}": "123.4", f"cell.0.4.{day}": "2027-02-28", f"cell.0.5.{HEAD.index('编号')}": "D-4"}
    junk = {"cell.9.1.1": "x", "cell.0.1.99": "x", "cell.a.b.c": "x", "cell.0.1": "x"}
    assert client.post(url, given | junk)["Location"] == f"/imports/{batch.pk}/check"
    batch.refresh_from_db()
    mended = {"3": {"金额(万元)": "123.4"}, "4": {"预计签约日期": "2027-02-28"}, "5": {"编号": "D-4"}}
    assert batch.preparation["repairs"]["商机.csv"] == mended
    assert not RefusedRow.objects.filter(batch=batch).exists()
    batch = run(client, batch)
    assert Project.objects.count() == 5 and Project.objects.get(subject__title="泵站监测").amount == 123_400_000


def test_questions_are_answered(client: Client, cast: Cast) -> None:
    batch = checked(client, cast)
    asked = client.get(f"/imports/{batch.pk}/check").context
    column = next(one for one in asked["questions"] if one.header == "负责人")
    names = {one.question.value: one.name for one in column.asked}
    assert ("ar", "安然") in [(code, label.split(" ")[0]) for code, label in column.choices]
    url = f"/imports/{batch.pk}/answers"
    assert client.post(url, {"stamp": "yesterday", names["安冉"]: "ar"}).status_code == 409
    data = {"stamp": asked["stamp"], names["安冉"]: "ar", names["某人"]: "-"}
    assert client.post(url, data).status_code == 303
    batch.refresh_from_db()
    sheet = next(one for one in batch.plan["table"] if one["kind"] == "project")
    assert sheet["columns"]["负责人"]["answers"] == {"安冉": "ar", "某人": ""}
    assert not [one for one in batch.receipt["questions"] if one["column"] == "负责人"]


def test_a_rule_for_every_unknown_word(client: Client, cast: Cast) -> None:
    batch = checked(client, cast)
    asked = client.get(f"/imports/{batch.pk}/check").context
    column = next(one for one in asked["questions"] if one.header == "负责人")
    client.post(f"/imports/{batch.pk}/answers", {"stamp": asked["stamp"], column.name: "refuse"})
    assert RefusedRow.objects.filter(code="unknown_value").exists()


def test_it_runs_and_the_receipt_says_what_came(client: Client, cast: Cast) -> None:
    batch = run(client, checked(client, cast))
    assert batch.state == "done" and not list(preparing.root().iterdir())
    assert {row.title for row in Project.objects.all()} == {"水厂改造", "老项目"}
    assert client.get(f"/imports/{batch.pk}/run")["Location"] == f"/imports/{batch.pk}/"
    answer = client.get(f"/imports/{batch.pk}/")
    shown = answer.content.decode()
    assert "水厂改造" in shown and f"/projects/{Project.objects.get(subject__title='水厂改造').pk}" in shown
    assert f'href="/projects/?f.batch={batch.pk}"' in shown and "水厂改造" in page(
        client, f"/projects/?f.batch={batch.pk}"
    )
    (sums,) = answer.context["sums"]
    assert sums.sums.stored == 200_500_000 and not sums.same
    lacking = {str(label): fields for label, fields in answer.context["not_given"]}
    assert any("颜色" in columns for _table, columns in answer.context["dropped"]) and lacking
    for url in ("mapping", "check"):
        assert client.get(f"/imports/{batch.pk}/{url}")["Location"] == f"/imports/{batch.pk}/"
    assert client.post(f"/imports/{batch.pk}/repairs", {"cell.0.3.1": "x"}).status_code == 409
    assert client.post(f"/imports/{batch.pk}/run").status_code in (404, 409)


def test_the_bad_rows_as_a_file(client: Client, cast: Cast) -> None:
    batch = run(client, checked(client, cast))
    answer = client.get(f"/imports/{batch.pk}/rejected")
    body = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    assert body.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert tuple(head[: len(HEAD)]) == HEAD and len(head) == len(HEAD) + 4
    assert [row[len(HEAD)] for row in rows] == ["3", "4", "5"]
    assert rows[1][1] == "'=管网巡检" and rows[1][-3] == "预计签约日期"
    assert client.get(f"/imports/{batch.pk}/rejected?table=none").status_code == 404


def test_an_import_must_be_checked_first(client: Client, cast: Cast) -> None:
    batch = drop(enter(client, cast, "admin"))
    assert client.post(f"/imports/{batch.pk}/run").status_code == 409
    assert "hx-get" not in page(client, f"/imports/{batch.pk}/check").partition("<main")[2]


def test_a_second_run_creates_nothing(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    run(client, check(client, drop(client, both(GOOD))))
    again = run(client, check(client, drop(client, both(GOOD))))
    counts = again.receipt["subjects"]
    assert [(one["created"], one["updated"]) for one in counts.values()] == [(0, 0), (0, 0)]


def test_undo_says_what_stayed(client: Client, cast: Cast) -> None:
    batch = run(client, checked(client, cast))
    update_account(actor=cast.actor("admin"), account=Account.objects.get().pk, phone="400-1")
    assert client.post(f"/imports/{batch.pk}/undo")["Location"] == f"/imports/{batch.pk}/run"
    assert client.get(f"/imports/{batch.pk}/")["Location"] == f"/imports/{batch.pk}/run"
    assert "<progress" in page(client, f"/imports/{batch.pk}/run")
    worked()
    assert not Project.objects.exists() and Account.objects.exists()
    shown = client.get(f"/imports/{batch.pk}/")
    assert [title for _kind, title, _why in shown.context["kept"]] == ["江宁水务"]
    assert client.post(f"/imports/{batch.pk}/undo").status_code == 409


def test_cost_of_the_check_and_of_the_receipt(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    seen = {}
    for many in (1, 60):
        rows = [(f"E{n}", f"项目{n}", "江宁水务", "bad", "2027-01-01", f"谁{n}", "") for n in range(many)]
        batch = drop(client, [upload([HEAD, *rows, *GOOD]), upload(CUSTOMERS, "客户.csv")])
        check(client, batch, **{f"t0__c{HEAD.index('金额(万元)')}__field": "amount"})
        page(client, f"/imports/{batch.pk}/check")
        with CaptureQueriesContext(connection) as looking:
            shown = page(client, f"/imports/{batch.pk}/check")
        run(client, batch)
        with CaptureQueriesContext(connection) as reading:
            page(client, f"/imports/{batch.pk}/")
        seen[many] = (len(looking), len(reading))
    assert seen[1] == seen[60] and max(seen[1]) <= 30, seen
    assert "after=" in shown


def test_what_the_same_files_bring_is_suggested(client: Client, cast: Cast) -> None:
    enter(client, cast, "admin")
    products = upload([("产品名称", "产品系列"), ("GTX Pro", ""), ("MG Special", "")], "产品.csv")
    deals = upload([("编号", "项目名称", "产品", "金额"), ("1", "甲", "GTXPro", "5"), ("2", "乙", "GTX Pro", "6")])
    batch = drop(client, [products, deals])
    check(client, batch)
    asked = client.get(f"/imports/{batch.pk}/check").context
    (column,) = asked["questions"]
    (one,) = column.asked
    assert (one.question.value, one.near, one.typed) == ("GTXPro", [("GTX Pro", "GTX Pro")], True)
    client.post(f"/imports/{batch.pk}/answers", {"stamp": asked["stamp"], one.name: "GTX Pro"})
    batch.refresh_from_db()
    assert batch.receipt["questions"] == []
    batch = run(client, batch)
    assert batch.receipt["questions"] == [] and Project.objects.count() == 2


def test_the_file_of_bad_rows_comes_back_corrected(client: Client, cast: Cast) -> None:
    batch = run(client, checked(client, cast))
    answer = client.get(f"/imports/{batch.pk}/rejected")
    body = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[arg-type]
    body = body.replace('"1,2,3.4"', "123.4").replace("2026-02-30", "2027-02-28").replace("D-1,", "D-4,")
    again = drop(client, [upload(csv.reader(io.StringIO(body)), "待修正的行.csv", "utf-8-sig"), both()[1]])
    assert again.preparation["tables"][0]["header"] == list(HEAD)
    run(client, check(client, again))
    assert Project.objects.count() == 5 and Project.objects.filter(subject__title="=管网巡检").exists()


def test_a_check_of_what_was_changed_meanwhile_does_not_count(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "AT_ONCE", 2)
    batch = check(enter(client, cast, "admin"), drop(client))
    started = preparing.tables_of

    def meanwhile(seen: ImportBatch) -> object:
        client.post(f"/imports/{batch.pk}/repairs", {f"cell.0.3.{HEAD.index('颜色')}": "红"})
        return started(seen)

    monkeypatch.setattr(preparing, "tables_of", meanwhile)
    (job,) = worked()
    batch.refresh_from_db()
    assert job.state == "failed" and not batch.preparation["checked"]
    assert job.message in page(client, f"/imports/{batch.pk}/check")
    assert client.post(f"/imports/{batch.pk}/run").status_code == 409


def test_an_undo_that_fails_says_so(client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = run(client, checked(client, cast))

    def fail(*_args: object) -> None:
        raise RuntimeError("no room left")

    monkeypatch.setattr(work, "undo", fail)
    client.post(f"/imports/{batch.pk}/undo")
    worked()
    assert "no room left" in page(client, f"/imports/{batch.pk}/") and Project.objects.exists()
    assert client.post(f"/imports/{batch.pk}/undo").status_code == 303
