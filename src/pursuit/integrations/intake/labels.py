"""How alike a column's label and our fields' labels are, in Chinese and English, and whether its values fit the field.

Scores go from 0 to 1. The same label is 1; a label that ends in one of ours, or is spelt a little differently, is less;
values that do not fit the field's shape (text in a date) take most of it away.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache

from django.utils import translation

from pursuit.integrations.csv_xlsx.table import Cell
from pursuit.integrations.intake.aliases import ALIASES, ELSEWHERE
from pursuit.integrations.intake.fits import fit
from pursuit.integrations.intake.kinds import KINDS, Target
from pursuit.integrations.intake.likeness import bare, plain
from pursuit.integrations.intake.modules import GROUPED, Look, key

ENOUGH = 0.7  # below it a column stays unmapped
LONG = 60  # letters of a label that are compared
TYPO = 0.84
SHORTEST = 4  # letters of a label in which a wrong one can be told
_UNITS = {"千": 10**3, "万": 10**4, "萬": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8,
          "k": 10**3, "thousand": 10**3, "thousands": 10**3, "m": 10**6, "mn": 10**6, "million": 10**6}  # fmt: skip
_MONIES = {"元": "", "人民币": "CNY", "人民币元": "CNY", "rmb": "CNY", "cny": "CNY", "¥": "CNY", "￥": "CNY",
           "美元": "USD", "美金": "USD", "usd": "USD", "$": "USD", "us$": "USD", "欧元": "EUR", "eur": "EUR",
           "€": "EUR", "港币": "HKD", "港元": "HKD", "hkd": "HKD", "日元": "JPY", "jpy": "JPY", "gbp": "GBP",
           "英镑": "GBP", "": ""}  # fmt: skip
_BY_LENGTH = sorted(_UNITS, key=len, reverse=True)
_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_BARE_UNIT = re.compile(r"(?<=[^\s百千])[-_/:：\s]*((?:百|千)?万元|亿元)$")
# Words that end many labels and say nothing alone.
_WEAK = frozenset(map(bare, (
    "name", "名称", "title", "标题", "type", "类型", "level", "级别", "等级", "status", "状态", "role", "kind", "类别",
    "key", "model", "code", "编码", "单位", "部门", "department", "rep", "description", "描述", "说明", "备注", "note",
    "notes", "source", "来源", "公司", "单价", "结果", "result", "product", "产品", "项目", "project", "deal",
    "item", "需求", "level",
)))  # fmt: skip
_WORDS = re.compile(r"[a-z0-9]+|[^\Wa-z0-9_]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Label:
    """A label without what stands in brackets behind it. unit: 10000 for （万元）; currency: "" where none is named."""

    core: str
    unit: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Match:
    """A column and the field it may become."""

    header: str
    field: str
    score: float


def label(header: str) -> Label:
    """What a column's label says."""
    unit, currency = Decimal(1), ""
    text = header.rpartition(GROUPED)[2] if GROUPED in header else header
    bracketed = [(found.group(0), found.group(1)) for found in _BRACKETS.finditer(text)]
    for whole, inside in [*bracketed, *((one.group(0), one.group(1)) for one in _BARE_UNIT.finditer(text))]:
        read = _money(inside)
        if read is not None:
            unit, currency = read
        text = text.replace(whole, "", 1)
    return Label(key(text) or key(header), unit, currency)


def _money(words: str) -> tuple[Decimal, str] | None:
    """Unit and currency a remark such as 万元 or k USD names; None where it is about something else."""
    text = plain(words).replace(" ", "").removeprefix("单位").lstrip(":：")
    if not text:
        return None
    for unit in ("", *_BY_LENGTH):
        for rest in {text.removeprefix(unit), text.removesuffix(unit)} if unit in text else set():
            if rest in _MONIES and len(rest) + len(unit) == len(text):
                return Decimal(_UNITS.get(unit, 1)), _MONIES[rest]
    return None


@cache
def names(kind: str) -> Mapping[str, tuple[str, int]]:
    """Field and rank by the key of each label people may use, our own labels of both languages first."""
    targets = next(one for one in KINDS if one.code == kind).targets
    found: dict[str, tuple[str, int]] = {}
    for field, aliases in ALIASES[kind].items():
        if field in targets:
            for rank, alias in enumerate(aliases):
                found.setdefault(key(alias), (field, rank))
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for code, target in targets.items():
                found.setdefault(key(str(target.label)), (code, 0))
    return found


@cache
def _elsewhere(kind: str) -> frozenset[str]:
    return frozenset(key(one) for which in ("", kind) for one in ELSEWHERE.get(which, ()))


def likeness(header: str, kind: str) -> list[Match]:
    """Fields the label may mean, the likeliest first."""
    core = label(header).core[:LONG]
    if not core or core in _elsewhere(kind) or key(header) in _elsewhere(kind):
        return []
    best: dict[str, float] = {}
    for field, score in _scores(core, header, names(kind)):
        best[field] = max(score, best.get(field, 0))
    return _ranked(Match(header, field, score) for field, score in best.items())


def _ranked(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda one: (-one.score, one.field))


def _scores(core: str, header: str, known: Mapping[str, tuple[str, int]]) -> Iterator[tuple[str, float]]:
    if core in known:
        field, rank = known[core]
        yield field, 1 - rank / 1000
    for tail in _tails(core, header):
        if tail in known and tail not in _WEAK:
            yield known[tail][0], 0.55 + 0.35 * len(tail) / len(core) - known[tail][1] / 1000
    if len(core) < SHORTEST:
        return
    pair = SequenceMatcher(b=core)
    for alias, (field, rank) in known.items():
        if alias != core and alias not in _WEAK and abs(len(alias) - len(core)) <= 2:
            pair.set_seq1(alias)
            if pair.real_quick_ratio() >= TYPO and pair.quick_ratio() >= TYPO and (ratio := pair.ratio()) >= TYPO:
                yield field, 0.9 * ratio - rank / 1000


def _tails(core: str, header: str) -> Iterator[str]:
    """What the label ends in: whole words of Latin script, two and more characters of Chinese."""
    if core.isascii():
        words = _WORDS.findall(plain(_HUMP.sub(" ", header)))
        yield from ("".join(words[start:]) for start in range(1, len(words)))
    else:
        yield from (core[start:] for start in range(1, len(core) - 1))


def candidates(look: Look, kind: str, header: str, people: Collection[str] = ()) -> list[Match]:
    """What a column may become, its values considered; for the mapping screen."""
    targets = _targets(kind)
    return _ranked(
        Match(header, one.field, round(one.score * weight(targets[one.field], look.values[header], people), 3))
        for one in likeness(header, kind)
    )


def weight(target: Target, cells: Sequence[Cell], people: Collection[str]) -> float:
    """What values that do not fit leave of a score."""
    return 0.4 + 0.6 * fit(target, cells, people)


def _targets(kind: str) -> Mapping[str, Target]:
    return next(one for one in KINDS if one.code == kind).targets


def assign(
    look: Look, kind: str, people: Collection[str] = (), *, least: float = ENOUGH, but: Collection[str] = (),
    headers: Collection[str] | None = None,
) -> list[Match]:  # fmt: skip
    """The best field for each column; no field twice. but: fields that are taken; headers: the columns in question."""
    which = look.table.header if headers is None else [one for one in look.table.header if one in headers]
    found = [one for header in which for one in candidates(look, kind, header, people) if one.field not in but]
    taken: set[str] = set()
    given: dict[str, Match] = {}
    for one in sorted(found, key=lambda match: -match.score):
        if one.score >= least and one.field not in taken and one.header not in given:
            taken.add(one.field)
            given[one.header] = one
    return [given[header] for header in which if header in given]
