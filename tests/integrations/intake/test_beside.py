"""What comes with records: own fields, notes, people and descriptions of deals, leads and tasks that have ended."""

from pathlib import Path

import pytest

from pursuit.domain.chain.models import ChainMember
from pursuit.domain.collaboration.actions.comments import edit_comment
from pursuit.domain.collaboration.models import Comment
from pursuit.domain.execution.models import Task
from pursuit.domain.market.models import Lead
from pursuit.domain.projects.models import Outcome, Project
from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake.dialects import propose
from pursuit.integrations.intake.plan import Plan, parse
from pursuit.integrations.intake.undoing import undo
from pursuit.kernel import customfields
from pursuit.kernel.errors import Refused
from pursuit.kernel.models import Event, ImportMark, User
from pursuit.kernel.models.data import CustomField
from tests.cast import Cast
from tests.integrations.intake.tables import bring, counts, dump, write

HEAD = ("编号", "项目名称", "颜色", "面积(平米)", "验收日", "代号", "旧备注", "空")
ROWS = [
    ("1", "水厂改造", "蓝", "1,200.5", "2027/3/5", "007", "甲", ""),
    ("2", "泵站监测", "绿", "80", "2027年3月6日", "012", "乙", ""),
    ("3", "管网巡检", "蓝", "", "", "0", "丙", ""),
    ("4", "管廊", "蓝", "三百", "2027-04-01", "015", "丁", ""),
]


def plan(**more: object) -> Plan:
    deals = {"match": "deals*", "kind": "project", "id": ["编号"], "columns": {"项目名称": "title"}}
    return parse({"source": "old", "table": [{**deals, **more}]})


def values(title: str) -> dict[str, object]:
    return customfields.read(Project.objects.get(subject__title=title).subject)


def test_columns_become_own_fields(cast: Cast, tmp_path: Path) -> None:
    """Made once by the kind of their values, filled, compared, kept where people changed them, and taken back."""
    admin, before = cast.actor("operations"), dump()
    file = write(tmp_path / "deals.csv", [HEAD, *ROWS])
    kept = plan(rest="custom", columns={"项目名称": "title", "旧备注": ""})
    tried = bring(admin, kept, file, dry=True)
    assert counts(tried, "project") == (4, 0, 0, 0) and not CustomField.objects.filter(name="颜色").exists()
    typed = plan(columns={"项目名称": "title", "颜色": "custom:choice", "面积(平米)": "custom:number",
                          "验收日": "custom:date", "代号": "custom:text"})  # fmt: skip
    first = bring(admin, typed, file)
    assert counts(first, "project") == (3, 0, 0, 1), "三百 is no number"
    made = {one.name: one.kind for one in CustomField.objects.filter(subject_type="project", edited=True)}
    assert {"颜色": "choice", "面积(平米)": "number", "验收日": "date", "代号": "text"}.items() <= made.items()
    found = values("水厂改造")
    assert sorted(map(str, found.values())) == ["007", "1200.5", "2027-03-05", "蓝"]
    assert first.receipt.dropped["deals.csv"] == ["旧备注", "空"]
    assert counts(bring(admin, typed, file), "project") == (0, 0, 3, 1)
    rows = [list(row) for row in ROWS[:3]]
    rows[0][2], rows[1][2] = "红", "紫"
    write(file, [HEAD, *rows])
    green = CustomField.objects.get(name="颜色")
    mended = Project.objects.get(subject__title="泵站监测")
    customfields.set_custom_values(actor=admin, subject=mended.pk, values={green.code: "蓝"})
    second = bring(admin, typed, file)
    assert counts(second, "project") == (0, 2, 1, 0) and values("水厂改造")[green.code] == "红"
    undone = undo(admin, second.batch.pk)
    assert (values("水厂改造")[green.code], undone.kept) == ("蓝", [])
    assert [title for _kind, title, _why in undo(admin, first.batch.pk).kept or []]
    assert CustomField.objects.filter(pk=green.pk).exists(), "a record that stayed has a value in it"
    assert before != dump()


def test_own_fields_go_with_their_import(cast: Cast, tmp_path: Path) -> None:
    admin, before = cast.actor("operations"), dump()
    done = bring(admin, plan(rest="custom"), write(tmp_path / "deals.csv", [HEAD, *ROWS[:3]]))
    kinds = dict(CustomField.objects.filter(subject_type="project", edited=True).values_list("name", "kind"))
    assert kinds.items() >= {"面积(平米)": "number", "验收日": "date", "代号": "text"}.items() and "空" not in kinds
    assert undo(admin, done.batch.pk).kept == [] and dump() == before
    with pytest.raises(Refused):
        plan(columns={"颜色": "custom:colour"})


def test_what_zoho_tells_besides(cast: Cast, tmp_path: Path) -> None:
    """Notes with authors and times, people and words of deals, how leads and tasks ended: kept, compared, undone."""
    admin, before = cast.actor("operations"), dump()
    tables = {
        "Accounts": "Record Id,Account Name,Account Owner\nzcrm_1,江宁水务,安然\n",
        "Contacts": "Record Id,Last Name,First Name,Account Name.id,Contact Owner\nzcrm_2,王,伟,zcrm_1,安然\n",
        "Deals": "Record Id,Deal Name,Account Name.id,Account Name,Stage,Probability (%),Contact Name.id,Description,"
        "Created By,Created Time,Deal Owner\n"
        "zcrm_3,水厂,zcrm_1,江宁水务,Needs Analysis,35,zcrm_2,二期先做,安然,2026-01-05 09:30:00,安然\n"
        "zcrm_4,泵站,zcrm_1,江宁水务,Closed-Lost to Competition,0,,,安然,2026-01-05 09:30:00,安然\n"
        "zcrm_5,管网,zcrm_1,江宁水务,Qualification,10,,,安然,2026-01-05 09:30:00,安然\n",
        "Leads": "Record Id,Last Name,Company,Lead Owner,Lead Status,Is Converted,Converted Account.id,"
        "Converted Deal.id,Converted Date Time\n"
        "zcrm_6,赵,港务局,安然,Contacted,true,zcrm_1,zcrm_3,2026-02-01 10:00:00\n"
        "zcrm_7,钱,机场,安然,Junk Lead,false,,,\n",
        "Tasks": "Record Id,Subject,Status,Closed Time,Created Time,Task Owner,Related To.id\n"
        "zcrm_8,回电,Completed,2026-03-01 18:00:00,2026-02-01 09:00:00,安然,zcrm_3\n",
        "Notes": "Record Id,Note Title,Note Content,Parent ID.id,Parent ID,Created By,Created Time\n"
        "zcrm_9,会议,谈了付款 @[x](user:1),zcrm_3,水厂,安然,2026-01-06 10:00:00\n"
        "zcrm_10,,找不到,zcrm_99,别的,安然,2026-01-06 10:00:00\nzcrm_11,,,zcrm_3,水厂,安然,2026-01-06 10:00:00\n",
    }
    files = []
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="gb18030")
        files.append(tmp_path / f"{name}.csv")
    read = propose([one for path in files for one in open_tables(path)]).plan
    # A database may give the columns of a plan back in another order.
    turned = [one.model_copy(update={"columns": dict(reversed(one.columns.items()))}) for one in read.sheets]
    read = read.model_copy(update={"sheets": tuple(turned)})
    tried = bring(admin, read, *files, dry=True)
    first = bring(admin, read, *files)
    for done in (tried, first):
        assert counts(done, "note") == (2, 0, 0, 2) and counts(done, "project") == (3, 0, 0, 0)
        assert (counts(done, "lead"), done.receipt.questions) == ((2, 0, 0, 0), [])
    codes = dict(first.batch.refused.values_list("row", "code"))
    assert codes == {3: "unknown_parent", 4: "missing"}
    said = {row.text: row for row in Comment.objects.select_related("author", "subject")}
    note = said["会议\n谈了付款 @x"]
    assert (note.author, note.subject.title, str(note.created_at.date())) == (cast.ar, "水厂", "2026-01-06")
    assert said["二期先做"].subject.title == "水厂"
    told = Event.objects.get(subject=note.subject, verb="collaboration.comment.created", at=note.created_at)
    assert told.actor_id == cast.ar.pk and not cast.ar.notifications.exists()
    deals = {one.title: one for one in Project.objects.all()}
    assert [deals[name].owner_probability for name in ("水厂", "泵站", "管网")] == [35, None, None]
    assert Outcome.objects.get(project=deals["泵站"]).reason == "competitor"
    assert ChainMember.objects.get().contact and ChainMember.objects.get().chain.project == deals["水厂"]
    leads = {one.company: one for one in Lead.objects.all()}
    assert leads["港务局"].state == "converted" and leads["港务局"].became_id == deals["水厂"].pk
    assert (leads["机场"].state, leads["机场"].reject_note) == ("rejected", "Junk Lead")
    assert str(Task.objects.get().done_at) == "2026-03-01 10:00:00+00:00"
    again = bring(admin, read, *files)
    assert all(one.created == one.updated == 0 for one in again.receipt.subjects.values())
    notes = files[-1]
    notes.write_text(tables["Notes"].replace("谈了付款", "谈妥了付款"), encoding="gb18030")
    files[4].write_text(tables["Tasks"].replace("Completed", "In Progress"), encoding="gb18030")
    second = bring(admin, read, *files)
    assert counts(second, "task") == (0, 1, 0, 0) and Task.objects.get().status == "doing"
    assert counts(second, "note") == (0, 1, 1, 2) and Comment.objects.get(pk=note.pk).text.startswith("会议\n谈妥了")
    assert undo(admin, second.batch.pk).kept == [] and Comment.objects.get(pk=note.pk).text.startswith("会议\n谈了")
    task = Task.objects.get()
    assert (task.status, str(task.done_at)) == ("done", "2026-03-01 10:00:00+00:00")
    for done in (again, first):
        assert undo(admin, done.batch.pk).kept == []
    assert dump() == before


def test_notes_go_with_their_import(cast: Cast, tmp_path: Path) -> None:
    """Untouched they go, with the records; those people went on with stay, and so does what they are about."""
    admin, before = cast.actor("operations"), dump()
    deals = write(tmp_path / "deals.csv", [("编号", "项目名称", "销售"), ("1", "水厂", ""), ("2", "泵站", "安然")])
    notes = write(
        tmp_path / "跟进记录.csv",
        [("项目名称", "跟进内容", "跟进人"), ("水厂", "一", "新来的"), ("泵站", "二", "安然")],
    )
    sheet = {"match": "跟进*", "kind": "note", "columns": {
        "项目名称": {"field": "project", "unknown": "empty"}, "跟进内容": "text",
        "跟进人": {"field": "author", "unknown": "create"}}}  # fmt: skip
    owned = plan(columns={"项目名称": "title", "销售": "owner"})
    both = parse({"source": "old", "table": [owned.sheets[0].model_dump(), sheet]})
    done = bring(admin, both, deals, notes)
    assert (counts(done, "note"), counts(done, "person")) == ((2, 0, 0, 0), (1, 0, 0, 0))
    fresh = User.objects.get(name="新来的")
    assert not fresh.has_usable_password() and Comment.objects.get(text="一").author == fresh
    assert undo(admin, done.batch.pk).kept == [] and dump() == before
    done = bring(admin, both, deals, notes)
    mine = Comment.objects.get(text="二")
    edit_comment(actor=cast.actor("ar"), comment=mine.pk, text="二，已改")
    undone = undo(admin, done.batch.pk).kept or []
    assert {title for _kind, title, _why in undone} == {"二，已改", "泵站"}
    assert not Comment.objects.filter(text="一").exists() and ImportMark.objects.count() == 1
