"""Lists: filters against an allowlist, keyset paging with empty values last, totals, export."""

import io
import json

import pytest

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.queries.accounts import ACCOUNTS
from pursuit.kernel.errors import Refused
from pursuit.kernel.listing import Cell, Row, page, read_query, rows_of, totals
from pursuit.kernel.listing.export import guard, unguard, write
from tests.cast import Cast

NAMES = ["中国移动", "阿里巴巴", "上海电气", "北京地铁", "China Unicom", "华能集团", "国家电网"]


@pytest.fixture
def seven(cast: Cast) -> Cast:
    for at, name in enumerate(NAMES):
        create_account(actor=cast.actor("ar"), title=name, tier="a" if at % 2 else None, region=f"{at}区")
    return cast


def ask(cast: Cast, **params: str):
    return read_query(
        ACCOUNTS, cast.actor("ar"), {key.replace("__", "."): value for key, value in params.items()}, strict=True
    )


def walk(cast: Cast, size: int, **params: str) -> list[str]:
    from dataclasses import replace

    query = replace(ask(cast, **params), size=size)
    return [row.title for row in rows_of(ACCOUNTS, cast.actor("ar"), query, chunk=size)]


@pytest.mark.parametrize("sort", ["name_key", "-name_key", "tier", "-tier", "created", "-updated", "parent"])
def test_pages_of_any_size_give_every_row_once(seven: Cast, sort: str) -> None:
    whole = walk(seven, 100, sort=sort)
    assert sorted(whole) == sorted(NAMES)
    for size in (1, 2, 3, 7):
        assert walk(seven, size, sort=sort) == whole


def test_chinese_names_sort_by_reading(seven: Cast) -> None:
    assert walk(seven, 100, sort="name_key") == [
        "阿里巴巴",
        "北京地铁",
        "China Unicom",
        "国家电网",
        "华能集团",
        "上海电气",
        "中国移动",
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("移动", ["中国移动"]),
        ("国", ["中国移动", "国家电网"]),
        ("zgyd", ["中国移动"]),
        ("ydong", []),
        ("unicom", ["China Unicom"]),
        ("UNI", ["China Unicom"]),
        ("hn", ["华能集团"]),
        ("电 国", ["国家电网"]),
        ("'; DROP", []),
        ("AND OR NOT", []),
        ("%", []),
    ],
)
def test_search_in_chinese_and_initials(seven: Cast, query: str, found: list[str]) -> None:
    assert sorted(walk(seven, 100, q=query)) == sorted(found)


def test_filters(seven: Cast) -> None:
    assert len(walk(seven, 100, f__tier="a")) == 3
    assert len(walk(seven, 100, f__tier__not="a")) == 4
    assert len(walk(seven, 100, f__tier__empty="1")) == 4
    assert walk(seven, 100, f__region="3") == ["北京地铁"]
    assert len(walk(seven, 100, f__owner="me")) == 7
    assert len(walk(seven, 100, f__created="today")) == 7
    assert walk(seven, 100, f__created="2001Q2") == []


@pytest.mark.parametrize(
    "key", ["f.password", "f.subject__owner__password", "f.owner__password", "sort", "cols", "f.tier.regex"]
)
def test_nothing_outside_the_allowlist(cast: Cast, key: str) -> None:
    with pytest.raises(Refused):
        read_query(ACCOUNTS, cast.actor("ar"), {key: "owner__password"}, strict=True)
    assert read_query(ACCOUNTS, cast.actor("ar"), {key: "owner__password"}).ignored


@pytest.mark.parametrize("cursor", ["x", "WyJuYW1lX2tleSJd:1:x", ""])
def test_a_forged_cursor_is_refused(seven: Cast, cursor: str) -> None:
    from dataclasses import replace

    query = replace(ask(seven), after=cursor)
    if cursor:
        with pytest.raises(Refused):
            page(ACCOUNTS, seven.actor("ar"), query)
    else:
        assert page(ACCOUNTS, seven.actor("ar"), query).rows


def test_a_stranger_counts_nothing(seven: Cast) -> None:
    query = read_query(ACCOUNTS, seven.actor("stranger"), {})
    assert totals(ACCOUNTS, seven.actor("stranger"), query).count == 0
    assert totals(ACCOUNTS, seven.actor("ar"), query).count == 7


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@x", "\t=1", "＝1", " =1", "'=1", "'"])
def test_a_cell_is_inert_and_comes_back(text: str) -> None:
    assert guard(text).startswith("'")
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["中国移动", "a=b", "1", ""])
def test_plain_text_is_left_alone(text: str) -> None:
    assert guard(text) == text == unguard(text)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_an_export_is_what_the_screen_shows(seven: Cast, form: str) -> None:
    query = ask(seven, cols="title,tier,owner", f__tier="a")
    out = io.BytesIO()
    count = write(form, out, query.columns, rows_of(ACCOUNTS, seven.actor("ar"), query))
    assert count == 3
    # What Word leaves in copied text is no reason to give no file.
    title = ACCOUNTS.columns[0]
    assert write(form, io.BytesIO(), [title], [Row(1, 1, "", (Cell(title, "上下\x0b左右\x00"),))]) == 1
    if form == "json":
        assert {row["title"] for row in json.loads(out.getvalue())} == set(NAMES[1::2])
