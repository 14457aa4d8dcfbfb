"""Records made ready by a second process are the ones that would have been made here."""

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from pursuit.domain.projects.models import Project
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake import ahead, batches, dialects, relay
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.making import Order
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import audit, imported, intake, search
from pursuit.kernel.models import Event, Share, Subject
from tests.cast import Cast, assemble
from tests.integrations.intake import made

pytestmark = pytest.mark.django_db(transaction=True)
HEAD = ("Record Id", "Deal Name", "Account Name.id", "Account Name", "Stage", "Amount", "Closing Date", "Created Time")
BAD = (
    ("zcrm_8000000001", "明年才赢的", "", "", "Closed Won", "12", "2099-01-15", "2025-06-01 08:00:00"),
    ("zcrm_3000000007", "重复的编号", "", "", "Qualification", "12", "2027-01-15", "2025-06-01 08:00:00"),
    ("zcrm_8000000002", "", "", "", "Qualification", "12", "2027-01-15", "2025-06-01 08:00:00"),
)


@pytest.fixture
def company() -> Cast:
    return assemble()


def run(cast: Cast, files: list[Path]) -> Import:
    tables = [table for path in files for table in open_tables(path)]
    done = Import(cast.actor("admin"), dialects.propose(tables, "auto").plan, tables, files)
    done.run()
    return done


def told(cast: Cast, done: Import) -> dict[str, object]:
    """What stands there, by what stays the same from one import to the next."""
    pks = imported.made(cast.actor("admin"), done.batch)
    subjects = Subject.objects.filter(pk__in=pks)
    rows = Project.objects.filter(pk__in=pks).order_by("subject__source_id")
    shares = Share.objects.filter(subject__in=pks).order_by("subject__source_id", "user", "reason")
    return {
        "subjects": sorted(subjects.values_list("type", "source_id", "title", "title_key", "owner", "created_at")),
        "projects": list(
            rows.values_list("subject__source_id", "status", "stage", "amount", "account__subject__title")
        ),
        "shares": list(shares.values_list("subject__source_id", "user", "level")),
        "events": sorted(Event.objects.filter(batch=done.batch.pk).values_list("subject__source_id", "verb", "at")),
        "refused": [(one.table, one.row, one.field, one.code) for one in intake.refused_rows(done.batch)],
        "sums": done.receipt.plain()["sums"],
        "found": search.subjects(cast.actor("admin"), "有限公司").count(),
    }


def test_the_other_process_makes_the_same(company: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = made.deals(tmp_path, 80)
    with files[2].open("a", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(BAD)
    monkeypatch.setattr(batches, "CHUNK", 20)
    monkeypatch.setattr(relay, "LEAST", 10)
    here = run(company, files)
    expected = told(company, here)
    assert [one.code for one in intake.refused_rows(here.batch)] == ["future", "duplicate_id", "missing"]
    undo(company.actor("admin"), here.batch.pk)

    monkeypatch.setattr(ahead, "WORTH", 1)
    sent, send = [], ahead.Ahead.send

    def counted(self: ahead.Ahead, kind: str, *rest: Any) -> None:
        sent.append(kind)
        send(self, kind, *rest)

    monkeypatch.setattr(ahead.Ahead, "send", counted)
    there = run(company, files)
    assert sent == ["account", "contact", "project", "project", "project", "project"]
    assert told(company, there) == expected
    codes = list(Project.objects.values_list("code", flat=True))
    assert len(set(codes)) == len(codes) == 80
    audit.seal(settled_seconds=0)
    assert list(audit.verify()) == []
    again = run(company, files)
    assert again.receipt.counts("project").unchanged == 80
    for one in (again, there):
        undo(company.actor("admin"), one.batch.pk)

    def killed(self: ahead.Ahead, kind: str, *rest: Any) -> None:
        send(self, kind, *rest)
        sent.append(kind)
        if len(sent) == 3 and self.process is not None:
            self.process.kill()

    sent.clear()
    monkeypatch.setattr(ahead.Ahead, "send", killed)
    lost = run(company, files)
    assert len(sent) == 3 and told(company, lost) == expected, "the rest is made here"
    assert Project.objects.values("code").distinct().count() == 80
    undo(company.actor("admin"), lost.batch.pk)

    def divided(self: ahead.Ahead, kind: str, orders: list[Order], named: Any, count: int) -> None:
        send(self, kind, orders, named, count)
        parts.append((kind, len(orders) - count))

    parts: list[tuple[str, int]] = []
    monkeypatch.setattr(ahead.Ahead, "send", divided)
    monkeypatch.setattr(ahead.Ahead, "ready", lambda _self: False)
    monkeypatch.setattr(relay, "STEP", 0.25)
    shared = run(company, files)
    assert parts == [("account", 0), ("contact", 5), *[("project", 10)] * 4], "the other one is always late"
    assert told(company, shared) == expected
    codes = list(Project.objects.order_by("subject__source_id").values_list("code", flat=True))
    assert len(set(codes)) == 80 and codes == sorted(codes), "numbers in the order of the file"
    undo(company.actor("admin"), shared.batch.pk)

    def overtaken(self: ahead.Ahead, kind: str, *rest: Any) -> None:
        send(self, kind, *rest)
        if kind == "project" and not others:
            monkeypatch.setattr(ahead, "WORTH", 1 << 30)
            others.append(run(company, [Path(shutil.copy(file, between)) for file in files]))

    others: list[Import] = []
    between = tmp_path / "between"
    between.mkdir()
    monkeypatch.setattr(ahead.Ahead, "send", overtaken)
    last = run(company, files)
    assert last.receipt.counts("project").unchanged == others[0].receipt.counts("project").created == 80
