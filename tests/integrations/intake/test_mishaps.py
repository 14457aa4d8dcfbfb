"""What goes wrong with one row, one person, one note or one chunk stays with it, and is told."""

from pathlib import Path

import pytest

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.collaboration.models import Comment
from pursuit.domain.projects.actions.projects import delete_project
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake.notes import readable
from pursuit.integrations.intake.plan import parse
from pursuit.integrations.intake.receipt import MOST_ALIKE, Receipt
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import customfields, intake, revision
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import ImportBatch, ImportMark, Level, OrgUnit, Role, RoleRight, Share, User
from pursuit.kernel.models.data import CustomField
from tests.cast import Cast
from tests.integrations.intake.tables import bring, counts, write

DEALS = {"match": "deals*", "kind": "project", "id": ["编号"], "columns": {"项目": "title"}}


def test_notes_of_two_tables_with_the_same_ids(cast: Cast, tmp_path: Path) -> None:
    """The second table does not write over what the first one said; a note whose record is gone goes with it."""
    admin = cast.actor("admin")
    sheet = {"match": "notes*", "kind": "note", "id": ["号"], "columns": {"项目": "project", "内容": "text"}}
    files = [
        write(tmp_path / "deals.csv", [("编号", "项目"), ("1", "水厂"), ("2", "泵站")]),
        write(tmp_path / "notes1.csv", [("号", "项目", "内容"), ("1", "水厂", "甲"), ("2", "泵站", "乙")]),
        write(tmp_path / "notes2.csv", [("号", "项目", "内容"), ("1", "泵站", "丙")]),
    ]
    plan = parse({"source": "old", "table": [DEALS, sheet]})
    first = bring(admin, plan, *files)
    assert counts(first, "note") == (2, 0, 0, 1)
    assert intake.refused_rows(first.batch).get().code == "duplicate_id"
    write(files[1], [("号", "项目", "内容"), ("1", "水厂", "甲甲"), ("2", "泵站", "乙")])
    second = bring(admin, plan, *files, files[1])
    assert counts(second, "note")[:2] == (0, 1)
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["乙", "甲甲"]
    delete_project(actor=admin, project=Project.objects.get(subject__title="泵站").pk)
    undo(admin, second.batch.pk)
    assert Comment.objects.get(subject__title="水厂").text == "甲"
    kept = undo(admin, first.batch.pk).kept
    left = Comment.objects.count()
    assert ImportMark.objects.filter(kind="note").count() == left == sum(kind == "note" for kind, *_rest in kept)
    assert readable(broken := "<br>" + "<a " * 60 + "x" * 1000) == broken


def test_people_who_were_renamed_and_namesakes(cast: Cast, tmp_path: Path) -> None:
    """Somebody an import brought stays that person; a name two people bear means neither of them."""
    admin = cast.actor("admin")
    deals = {**DEALS, "columns": {"项目": "title", "销售": {"field": "owner", "unknown": "create"}}}
    people = {"match": "people*", "kind": "person", "columns": {"姓名": "name", "部门": "unit_name"}}
    files = [
        write(tmp_path / "people.csv", [("姓名", "部门"), ("新来", "西区")]),
        write(tmp_path / "deals.csv", [("编号", "项目", "销售"), ("1", "水厂", "后来"), ("2", "泵站", "双名")]),
    ]
    plan = parse({"source": "old", "table": [people, deals]})
    User.objects.bulk_create(User(username=f"twin{n}", name="双名") for n in range(2))
    first = bring(admin, plan, *files)
    assert (counts(first, "person"), counts(first, "project")) == ((2, 0, 0, 0), (1, 0, 0, 1))
    User.objects.filter(name="新来").update(name="改名")
    User.objects.filter(name="后来").update(name="改姓")
    OrgUnit.objects.filter(name="西区").update(name="大西区")
    before = User.objects.count()
    write(files[0], [("姓名", "部门"), ("新来", "西区"), ("又一个", "西区")])
    again = bring(admin, plan, *files)
    assert counts(again, "project") == (0, 0, 1, 1) and User.objects.count() == before + 1
    assert User.objects.get(name="又一个").memberships.get().unit.name == "大西区"


def test_what_one_may_only_read_is_not_changed(cast: Cast, tmp_path: Path) -> None:
    """Not by own fields either; the row says so and the others come in."""
    plan = parse({"source": "old", "table": [{**DEALS, "columns": {"项目": "title", "颜色": "custom:text"}}]})
    file = write(tmp_path / "deals.csv", [("编号", "项目", "颜色"), ("1", "水厂", "蓝"), ("2", "泵站", "蓝")])
    bring(cast.actor("admin"), plan, file)
    for deal, level in zip(Project.objects.order_by("pk"), (Level.VIEW, Level.EDIT), strict=True):
        Share.objects.create(subject=deal.subject, user=cast.ar, reason="team", level=level)
    RoleRight.objects.create(role=Role.objects.get(code="seller"), right="import.history", scope="all")
    revision.forget_all()
    write(file, [("编号", "项目", "颜色"), ("1", "水厂", "红"), ("2", "泵站", "红"), ("3", "管网", "红")])
    done = bring(cast.actor("ar"), plan, file)
    assert counts(done, "project") == (1, 1, 0, 1)
    assert intake.refused_rows(done.batch).get().code == "forbidden"
    code = CustomField.objects.get(name="颜色").code
    found = {one.title: customfields.read(one.subject)[code] for one in Project.objects.all()}
    assert found == {"水厂": "蓝", "泵站": "红", "管网": "红"}


def test_a_field_two_imports_fill_goes_with_the_last_of_them(cast: Cast, tmp_path: Path) -> None:
    admin, head = cast.actor("admin"), ("编号", "项目", "颜色")
    plan = parse({"source": "old", "table": [{**DEALS, "columns": {"项目": "title", "颜色": "custom:text"}}]})
    one, two = (
        bring(admin, plan, write(tmp_path / f"deals{n}.csv", [head, (str(n), f"项目{n}", "蓝")])) for n in (1, 2)
    )
    assert [title for _kind, title, _why in undo(admin, one.batch.pk).kept] == ["颜色"]
    assert undo(admin, two.batch.pk).kept == [] and not CustomField.objects.filter(name="颜色").exists()
    assert not ImportMark.objects.exists()


def test_a_role_that_is_told_later(cast: Cast, tmp_path: Path) -> None:
    """The deal names its contact, a further table says as what."""
    contacts = {"match": "contacts*", "kind": "contact", "id": ["号"], "columns": {"姓名": "title"}}
    deals = {**DEALS, "columns": {"项目": "title", "联系人": "contacts"}}
    seats = {"match": "seats*", "kind": "seat", "columns": {"项目": "project", "联系人": "contact", "角色": "role"}}
    role = ("项目", "联系人", "角色")
    files = [
        write(tmp_path / "contacts.csv", [("号", "姓名"), ("c1", "王伟")]),
        write(tmp_path / "deals.csv", [("编号", "项目", "联系人"), ("d1", "水厂", "c1")]),
        write(tmp_path / "seats.csv", [role, ("d1", "c1", "eb")]),
    ]
    plan = parse({"source": "old", "table": [contacts, deals, seats]})
    bring(cast.actor("operations"), plan, *files)
    assert ChainMember.objects.get().buying_role == "eb"


def test_a_remark_on_every_row_is_made_on_the_first_of_them() -> None:
    receipt = Receipt()
    for number in range(MOST_ALIKE + 9):
        receipt.remark(f"row {number}", "not allowed")
    assert len(receipt.notes) == MOST_ALIKE + 1


def test_a_mapping_that_names_what_is_not(cast: Cast, tmp_path: Path) -> None:
    admin, file = cast.actor("admin"), write(tmp_path / "deals.csv", [("编号", "项目", "颜色"), ("1", "水厂", "蓝")])
    for wrong in ({"kind": "deal"}, {"columns": {"项目": "titel"}}, {"constants": {"colour": "x"}}):
        with pytest.raises(Refused) as bad:
            bring(admin, parse({"source": "old", "table": [{**DEALS, **wrong}]}), file)
        assert bad.value.code == "bad_mapping"
    gone = parse({"source": "old", "table": [{**DEALS, "columns": {"项目": "title", "颜色": "custom.gone"}}]})
    done = bring(admin, gone, file)
    assert done.receipt.dropped["deals.csv"] == ["颜色"] and any("颜色" in one for one in done.receipt.notes)


def test_a_chunk_that_failed_is_not_counted(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = parse({"source": "old", "table": [{**DEALS, "columns": {"项目": "title", "销售": "owner"}}]})
    rows = [("编号", "项目", "销售"), *((str(n), f"项目{n}", "某人") for n in range(1, 5))]
    file, advance, at = write(tmp_path / "deals.csv", rows), intake.advance, [0]

    def breaks(*given: object) -> None:
        at[0] += 1
        if at[0] == 2:
            raise RuntimeError("no room on the disk")
        advance(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("pursuit.integrations.intake.batches.CHUNK", 2)
    monkeypatch.setattr(intake, "advance", breaks)
    with pytest.raises(RuntimeError):
        bring(cast.actor("admin"), plan, file)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.receipt["subjects"]["project"]["created"]) == ("failed", 2)
    assert Project.objects.count() == 2
