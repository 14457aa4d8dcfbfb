"""What is asked of the server. Rare things are asked for in turn, so that no answer is prepared by the one before."""

import json
import re
from urllib.parse import quote

from bench.web import words
from bench.web.client import Asked, Case, Person

NEXT = re.compile(r'href="(\?[^"]*after=[^"]+)" rel="next"')
DEEP = 100
FILTER = "f.status.in=active&f.grade.in=a,b&f.expected_sign_on.in=quarter"
SOME = 40  # different records that are opened in turn


def cases(person: Person) -> dict[str, Case]:
    """Every case by name; the person looks around first."""
    rows = json.loads(
        person.text(f"/api/v1/projects?size={SOME}&sort=-amount_base&f.status=active".replace("size=40", "size=50"))
    )
    ids = [row["id"] for row in rows["items"]][:SOME]
    names = [row["title"] for row in rows["items"]][:SOME]
    deep = _deep(person)
    return {
        "list": _same("/projects/"),
        "list_deep": _same(deep),
        "list_filtered": _same(f"/projects/?{FILTER}"),
        "list_mine": _same("/projects/?f.owner.in=me&f.status.in=active"),
        "totals": _same("/lists/projects/totals"),
        "totals_filtered": _same(f"/lists/projects/totals?{FILTER}"),
        "search_rare": _in_turn([f"/search?q={quote(name[:9])}" for name in names]),
        "search_common": _same(f"/search?q={quote('改造工程')}"),
        "search_two": _in_turn([f"/search?q={quote(text)}" for text in ("地铁", "储能", "机场", "华兴")]),
        "search_pinyin": _in_turn([f"/search?q={text}" for text in ("jkxt", "zhyq", "nygl", "wlaq")]),
        "board": _same("/projects/board"),
        "board_totals": _same("/projects/board/totals"),
        "detail": _in_turn([f"/projects/{pk}" for pk in ids]),
        "desk": _same("/"),
        "desk_figures": _same("/desk/sight"),
        "rest_list": _same("/api/v1/projects"),
        "rest_detail": _in_turn([f"/api/v1/projects/{pk}" for pk in ids]),
        "rest_create": _create,
    }


def _deep(person: Person) -> str:
    """The page behind a hundred next-links, or the last one where there are fewer."""
    at = "/projects/?size=25"
    for _ in range(DEEP):
        found = NEXT.search(person.text(at))
        if found is None:
            break
        at = "/projects/" + found[1].replace("&amp;", "&")
    return at


def _same(path: str) -> Case:
    return lambda _number: Asked(path)


def _in_turn(paths: list[str]) -> Case:
    return lambda number: Asked(paths[number % len(paths)])


def _create(number: int) -> Asked:
    data = {
        "title": f"{words.PLACES[number % 70]}测试新建项目{number}",
        "grade": "b",
        "amount": {"minor": 1_200_000_00, "currency": "CNY"},
        "expected_sign_on": "2027-03-01",
        "next_step": words.STEPS[number % len(words.STEPS)],
    }
    return Asked("/api/v1/projects", json.dumps(data, ensure_ascii=False))
