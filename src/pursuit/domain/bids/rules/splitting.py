"""Clauses of a tender document from pasted text: split where a line begins with a number, marks read, chapters kept."""

import re
from dataclasses import dataclass, replace

MARKS = {
    "★": "star",
    "*": "star",
    "＊": "star",
    "☆": "star",
    "※": "star",
    "▲": "triangle",
    "△": "triangle",
    "●": "star",
}
_CN = "一二三四五六七八九十百零〇"
_MARK = "[★☆※▲△●*＊]"
_NUMBER = re.compile(
    rf"^\s*(?P<before>{_MARK}*)\s*(?P<number>"
    rf"第[{_CN}\d]+[章节条款部分]+"
    rf"|[（(][{_CN}\d]+[)）]"
    rf"|[{_CN}]+(?=[、．.])"
    r"|\d+(?:\.\d+)+(?![\d%])"
    r"|\d+(?=[、．.）)\s])"
    r"|[①-⑳]"
    rf")[、．.）)]?\s*(?P<after>{_MARK}*)\s*(?P<text>.*)$"
)
_CHAPTER = re.compile(rf"^(第[{_CN}\d]+[章节部分]+|[{_CN}]+$)")
_PROOF = re.compile("证书|资质|业绩|营业执照|授权|认证|许可证|职称|社保|审计报告|检测报告|合同复印件|财务报表")
_PARTS = (
    ("qualification", ("资格", "资质", "合格投标人", "业绩")),
    ("technical", ("技术", "性能", "参数", "功能", "服务要求", "采购需求")),
    ("commercial", ("商务", "合同", "付款", "价格", "报价", "质保", "交货")),
)
SENTENCE = "。；;，,：:"
MOST = 1000
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Split:
    """One clause. part: "" where nothing tells; kind: plain, star or triangle; proof: a paper is asked for."""

    number: str
    text: str
    part: str = ""
    kind: str = "plain"
    proof: bool = False


def split(text: str) -> list[Split]:
    """Clauses in their order, MOST at most. Without any numbers every line is one."""
    lines = [line.strip() for line in text.replace("\r", "\n").replace("\u3000", " ").split("\n")]
    lines = [line for line in lines if line]
    if not any(_NUMBER.match(line) for line in lines):
        return [_made(str(at + 1), line, "", "") for at, line in enumerate(lines[:MOST])]
    return _numbered(lines)[:MOST]


def _numbered(lines: list[str]) -> list[Split]:
    found: list[Split] = []
    chapter = ""
    for line in lines:
        match = _NUMBER.match(line)
        if match is None:
            if found:
                found[-1] = _longer(found[-1], line)
            continue
        body = match["text"].strip()
        if _is_chapter(match["number"], body):
            chapter = _part(body) or chapter
            continue
        marks = match["before"] + match["after"]
        found.append(_made(match["number"], body, chapter, marks))
    return [one for one in found if one.text]


def _is_chapter(number: str, body: str) -> bool:
    """第三章 技术要求, 二、商务条款: a head over clauses, no clause itself."""
    return bool(_CHAPTER.match(number)) and len(body) <= 30 and not any(char in body for char in SENTENCE)


def _made(number: str, text: str, chapter: str, marks: str) -> Split:
    stars = {MARKS[char] for char in marks if char in MARKS} | {
        kind for char, kind in MARKS.items() if char not in "*＊●" and char in text
    }
    kind = "star" if "star" in stars else "triangle" if "triangle" in stars else "plain"
    return Split(number, text[:LONGEST], chapter or _part(text), kind, bool(_PROOF.search(text)))


def _longer(one: Split, line: str) -> Split:
    more = _made(one.number, f"{one.text}\n{line}".strip(), one.part, "")
    return replace(more, kind=one.kind if one.kind != "plain" else more.kind)


def _part(text: str) -> str:
    return next((code for code, words in _PARTS if any(word in text for word in words)), "")
