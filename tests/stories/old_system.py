"""What an operations person gets out of the old system: four Zoho tables in GB18030 as people left them.

Exactly forty rows are bad: amounts and days nobody can read, ids that stand twice, names that are missing, notes about
records that are gone. Everything else comes in, however it is written.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

Row = dict[str, str]
PLACES = ("江宁", "苏州", "杭州", "宁波", "合肥", "武汉", "成都", "西安", "青岛", "厦门", "长沙", "郑州")
TRADES = ("水务", "燃气", "港务", "轨道", "热力")
THINGS = ("智慧水厂", "管网监测", "调度平台", "泵站改造", "能效管理", "二期扩建")
STAGES = ("Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost")
PEOPLE = ("安然", "安然", "童谣", "王小虎")  # the last one is not here
WRONG_AMOUNTS = ("1,2,3.4", "面议", "10-20万", "12.34.56", "--5", "约一百万", "12,34,567", "x", "1 2 3", "??")
WRONG_DAYS = ("2026-02-30", "下周五", "2026-13-01", "20266-01-05", "年底", "2026/4/31", "待定", "0000-01-01")
BAD = 40


@dataclass(slots=True)
class Export:
    """Tables by file name; mended: by file, what the bad cells should say (row number: column: text)."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    mended: dict[str, dict[int, Row]] = field(default_factory=dict)
    sum: Decimal = Decimal(0)  # of all deals, once everything is mended

    def files(self) -> dict[str, bytes]:
        return {name: text(rows).encode("gb18030") for name, rows in self.tables.items()}

    def good(self) -> dict[str, bytes]:
        """The same, everything mended."""
        return {name: text(self.whole(name)).encode("gb18030") for name in self.tables}

    def whole(self, name: str) -> list[Row]:
        cures = self.mended.get(name, {})
        return [{**row, **cures.get(number, {})} for number, row in enumerate(self.tables[name], 2)]

    def spoil(self, name: str, place: int, **cells: str) -> None:
        """Make a good row bad, and remember what it said."""
        row = self.tables[name][place]
        named = {label.replace("_", " "): said for label, said in cells.items()}
        self.mended.setdefault(name, {})[place + 2] = {label: row[label] for label in named}
        row.update(named)


def text(rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def export() -> Export:
    made = Export()
    made.tables["Accounts_2026_11_20.csv"] = [_account(n) for n in range(40)]
    made.tables["Contacts_2026_11_20.csv"] = [_contact(n) for n in range(30)]
    made.tables["Deals_2026_11_20.csv"] = [_deal(n) for n in range(90)]
    made.tables["Notes_Deals_2026_11_20.csv"] = [_note(n) for n in range(25)]
    made.sum = sum((_amount(n) for n in range(90)), Decimal(0))
    deals, contacts, notes = list(made.tables)[2], list(made.tables)[1], list(made.tables)[3]
    for n, wrong in enumerate(WRONG_AMOUNTS):
        made.spoil(deals, 5 * n, Amount=wrong)
    for n, wrong in enumerate(WRONG_DAYS):
        made.spoil(deals, 5 * n + 1, Closing_Date=wrong)
    for n in range(6):
        made.spoil(deals, 60 + n, Record_Id=f"zcrm_3{n:04d}")
    for n in range(4):
        made.spoil(deals, 70 + n, Deal_Name="")
        made.spoil(contacts, 20 + n, Last_Name="", First_Name="")
    for n in range(5):
        made.mended.setdefault(notes, {})[n + 2] = {"Parent ID.id": made.tables[notes][n]["Parent ID.id"]}
        made.tables[notes][n]["Parent ID.id"] = f"zcrm_9{n:04d}"
    for n in range(3):
        made.spoil(notes, 10 + n, Note_Content="", Note_Title="")
    assert sum(len(rows) for rows in made.mended.values()) == BAD
    return made


def mend(made: Export, sent: bytes) -> tuple[str, bytes]:
    """The file of bad rows as somebody mends it: rows by their numbers, our reasons left in it. Name and content."""
    header, *rows = csv.reader(io.StringIO(sent.decode("utf-8-sig")))
    number = len(header) - 4
    name = next(one for one, table in made.tables.items() if list(table[0]) == header[:number])
    for row in rows:
        for label, said in made.mended[name][int(row[number])].items():
            row[header.index(label)] = said
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return name.replace(".csv", "-已修改.csv"), out.getvalue().encode("gb18030")


def _account(n: int) -> Row:
    return {
        "Record Id": f"zcrm_1{n:04d}",
        "Account Owner": PEOPLE[n % 2],
        "Account Name": f"{PLACES[n % 12]}{TRADES[n % 5]}集团{n}",
        "Phone": f"0{n:03d}-8465",
        "Billing State": PLACES[n % 12],
        "Created Time": "2025-03-04 09:30:00",
    }


def _contact(n: int) -> Row:
    return {
        "Record Id": f"zcrm_2{n:04d}",
        "Contact Owner": PEOPLE[n % 2],
        "Last Name": "王李张刘陈"[n % 5],
        "First Name": ("建国", "丽华", "敏")[n % 3],
        "Account Name.id": f"zcrm_1{n:04d}",
        "Account Name": "",
        "Mobile": f"138{n:08d}",
        "Title": "处长",
        "Created Time": "2025-03-05 10:00:00",
    }


def _amount(n: int) -> Decimal:
    return Decimal(30 + 7 * n) * 10_000


def _written(n: int) -> str:
    """One amount, written in one of the ways people do."""
    full = int(_amount(n))
    return (f"{full}", f"{full:,}", f"{full // 10_000}万", f"{full / 10_000:.1f}万元")[n % 4]


def _day(n: int) -> str:
    month, day = n % 12 + 1, n % 27 + 1
    year = 2025 if n % 6 > 3 else 2027
    return (f"{year}-{month:02d}-{day:02d}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日")[n % 3]


def _deal(n: int) -> Row:
    return {
        "Record Id": f"zcrm_3{n:04d}",
        "Deal Owner": PEOPLE[n % 4],
        "Amount": _written(n),
        "Deal Name": f"{PLACES[n % 12]}{THINGS[n % 6]}{n}",
        "Closing Date": _day(n),
        "Account Name.id": f"zcrm_1{n % 40:04d}",
        "Account Name": "",
        "Stage": STAGES[n % 6],
        "Type": "New Business",
        "Contact Name.id": f"zcrm_2{n % 20:04d}",
        "Description": "客户二期先做，一期已验收。" if n % 3 == 0 else "",
        "Created By": PEOPLE[n % 2],
        "Created Time": "2025-06-01 08:00:00",
        "项目来源": ("展会", "老客户", "设计院")[n % 3],
        "占地面积": f"{100 + n}.5",
    }


def _note(n: int) -> Row:
    return {
        "Record Id": f"zcrm_5{n:04d}",
        "Note Title": "电话沟通",
        "Note Content": f"第{n}次：谈了付款方式与交货期。",
        "Parent ID.id": f"zcrm_3{5 * (n // 3) + 2 + n % 3:04d}",
        "Parent ID": "",
        "Created By": PEOPLE[n % 2],
        "Created Time": "2025-07-01 14:00:00",
    }
