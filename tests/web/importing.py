"""What the tests of imports share: files in a request, a worker's turn, a walk to a step."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from pursuit.kernel import jobs
from pursuit.kernel.models import ImportBatch, Job
from pursuit.kernel.worker import Worker
from tests.cast import Cast
from tests.web.making import enter

HEAD = ("编号", "项目名称", "客户名称", "金额(万元)", "预计签约日期", "负责人", "颜色")
ROWS: tuple[Sequence[object], ...] = (
    ("D-1", "水厂改造", "江宁水务", "120", "2027-03-05", "安然", "蓝"),
    ("D-2", "泵站监测", "江宁水务", "1,2,3.4", "2027年3月5日", "安然", "绿"),
    ("D-3", "=管网巡检", "江宁水务", "10", "2026-02-30", "安冉", ""),
    ("D-1", "又一个", "", "5", "", "", ""),
    ("D-5", "老项目", "", "80.5", "2027-01-08", "某人", ""),
)
GOOD = (ROWS[0], ("D-9", "管廊", "江宁水务", "5", "2027-01-01", "安然", ""))
CUSTOMERS = (("客户编号", "客户名称", "电话"), ("C-1", "江宁水务", "025-84651234"))


def text(rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def upload(rows: Iterable[Sequence[object]], name: str = "商机.csv", encoding: str = "gb18030") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text(rows).encode(encoding))


def both(rows: Sequence[Sequence[object]] = ROWS) -> list[SimpleUploadedFile]:
    return [upload([HEAD, *rows]), upload(CUSTOMERS, "客户.csv")]


def drop(client: Client, files: Sequence[SimpleUploadedFile] = ()) -> ImportBatch:
    """Files dropped: the batch in preparation."""
    answer = client.post("/imports/", {"files": list(files) or both()})
    assert answer.status_code == 303, answer.content.decode()[-2000:]
    batch = ImportBatch.objects.latest("pk")
    assert answer["Location"] == f"/imports/{batch.pk}/mapping"
    return batch


def filled(client: Client, batch: ImportBatch, **changes: str) -> dict[str, str]:
    """The mapping form as a browser would send it back, with some fields changed."""
    context = client.get(f"/imports/{batch.pk}/mapping").context
    data = {"act": "check", "currency": context["currency"]}
    for table in context["tables"]:
        data |= {f"{table.name}.kind": table.kind, f"{table.name}.id": table.id}
        for one in table.columns:
            data[f"{one.name}.field"] = one.field
            data |= {} if one.unit is None else {f"{one.name}.unit": one.unit}
            data |= {} if one.order is None else {f"{one.name}.order": one.order}
    return data | {name.replace("__", "."): value for name, value in changes.items()}


def check(client: Client, batch: ImportBatch, **changes: str) -> ImportBatch:
    """Mapping accepted: the batch as checked."""
    answer = client.post(f"/imports/{batch.pk}/mapping", filled(client, batch, **changes))
    assert (answer.status_code, answer.get("Location")) == (303, f"/imports/{batch.pk}/check")
    batch.refresh_from_db()
    return batch


def work() -> list[Job]:
    """What a worker does until nothing waits."""
    done = []
    while job := jobs.claim("test"):
        worker = Worker()
        worker.execute(job)
        job.refresh_from_db()
        done.append(job)
    return done


def run(client: Client, batch: ImportBatch) -> ImportBatch:
    """Started, and done by the worker."""
    answer = client.post(f"/imports/{batch.pk}/run")
    assert (answer.status_code, answer.get("Location")) == (303, f"/imports/{batch.pk}/run")
    for job in work():
        assert job.state == "done", job.message
    batch.refresh_from_db()
    return batch


def page(client: Client, url: str) -> str:
    """A page that is there."""
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def checked(client: Client, cast: Cast, part: str = "operations") -> ImportBatch:
    """Files dropped by somebody, and looked through."""
    return check(enter(client, cast, part), drop(client))
