"""A company's pipeline made up: accounts, contacts and deals as a Zoho export writes them."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

PLACES = ("上海", "江宁", "苏州", "杭州", "宁波", "合肥", "武汉", "成都", "西安", "青岛", "厦门", "长沙")
TRADES = ("水务", "电力", "轨道", "港务", "燃气", "机场", "钢铁", "石化", "医院", "大学")
THINGS = ("智慧改造", "在线监测", "调度平台", "二期扩建", "数据中心", "自动化升级", "安防", "能效管理")
STAGES = ("Qualification", "Needs Analysis", "Value Proposition", "Proposal/Price Quote", "Negotiation/Review")
BORN = "2025-03-04 09:30:00"
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴", ("建国", "丽华", "志强", "敏", "海涛", "雪梅", "永", "晓东")


def deals(folder: Path, count: int, *, seed: int = 1) -> list[Path]:
    """Three files; a fifth as many accounts and a third as many contacts as deals."""
    dice = random.Random(seed)
    accounts, contacts = max(1, count // 5), max(1, count // 3)
    named = [f"{dice.choice(PLACES)}{dice.choice(TRADES)}第{number}有限公司" for number in range(accounts)]
    _write(
        folder / "Accounts_001.csv",
        ("Record Id", "Account Name", "Phone", "Website", "Created Time"),
        ((f"zcrm_1{n:09d}", named[n], f"021-{n:08d}", f"www.c{n}.example.cn", BORN) for n in range(accounts)),
    )
    _write(
        folder / "Contacts_001.csv",
        ("Record Id", "Last Name", "First Name", "Account Name.id", "Title", "Mobile", "Email", "Created Time"),
        (_contact(dice, n, accounts) for n in range(contacts)),
    )
    _write(
        folder / "Deals_001.csv",
        (
            "Record Id",
            "Deal Name",
            "Account Name.id",
            "Account Name",
            "Stage",
            "Amount",
            "Closing Date",
            "Created Time",
        ),
        (_deal(dice, n, accounts, named) for n in range(count)),
    )
    return [folder / f"{name}_001.csv" for name in ("Accounts", "Contacts", "Deals")]


def _contact(dice: random.Random, n: int, accounts: int) -> tuple[object, ...]:
    account, family, given = f"zcrm_1{n % accounts:09d}", dice.choice(FAMILY), dice.choice(GIVEN)
    return (f"zcrm_2{n:09d}", family, given, account, "处长", f"138{n:08d}", f"p{n}@example.cn", BORN)


def _deal(dice: random.Random, n: int, accounts: int, named: list[str]) -> tuple[object, ...]:
    account = dice.randrange(accounts)
    ended = dice.random()
    stage = "Closed Won" if ended < 0.2 else ("Closed Lost" if ended < 0.4 else dice.choice(STAGES))
    day = f"2026-0{dice.randint(1, 9)}-{dice.randint(10, 28)}" if ended < 0.4 else f"2027-0{dice.randint(1, 9)}-15"
    title = f"{named[account][:6]}{dice.choice(THINGS)}{n}"
    return (f"zcrm_3{n:09d}", title, f"zcrm_1{account:09d}", named[account], stage, dice.randint(20, 9000) * 1000, day,
            "2025-06-01 08:00:00")  # fmt: skip


def _write(path: Path, head: tuple[str, ...], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
