"""撞单: do two registrations mean the same project? By tender number, customer and project name."""

import re
from dataclasses import dataclass

from pursuit.domain.customers.rules import names

# From which likeness of the project names on the same customer's projects are suspected to be one.
SUSPECTED = 0.5
# Words that every project name has say nothing about which project it is.
_COMMON = re.compile(
    r"(采购|招标|项目|工程|系统|建设|改造|升级|服务|设备|一期|二期|三期|四期|五期|第[一二三四五六七八九十\d]+期|公司|年度?)"
)
_PHASE = re.compile(r"第?([一二三四五六七八九十]|\d{1,2})期")
_YEAR = re.compile(r"(20\d{2})")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is compared. account: id of the customer where it is known; owner: its name in normal form."""

    owner: str
    project: str
    tender: str = ""
    account: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two claims agree. hard: certain; score 0…100; reasons: tender, owner, project, project_similar."""

    hard: bool
    score: int
    reasons: tuple[str, ...]


def owner_key(name: str) -> str:
    """The customer's name in normal form, with or without 集团."""
    bare = names.normalise(name)
    return (bare.replace("集团", "") or bare)[:200]


def tender_key(number: str) -> str:
    """A tender number without spaces, dashes, width and case: ZB-2026/018 -> zb2026018."""
    return names.plain(number)[:120]


def project_key(name: str) -> str:
    """A project name without punctuation and without the words every project has, if enough is left."""
    whole = names.plain(name)
    bare = _COMMON.sub("", whole)
    return bare if len(bare) >= 2 else whole


def project_likeness(one: str, other: str) -> float:
    """0…1. Another phase or another year of a project is another project."""
    first, second = names.plain(one), names.plain(other)
    if first == second:
        return 1.0
    for mark in (_PHASE, _YEAR):
        left, right = set(mark.findall(first)), set(mark.findall(second))
        if left and right and left != right:
            return 0.0
    return max(names.similarity(first, second), names.similarity(project_key(one), project_key(other)))


def compare(mine: Claim, theirs: Claim) -> Likeness | None:
    """None where they are different projects as far as anybody can tell."""
    if mine.tender and mine.tender == theirs.tender:
        return Likeness(True, 100, ("tender",))
    same_owner = bool(mine.owner) and mine.owner == theirs.owner
    same_owner = same_owner or (mine.account is not None and mine.account == theirs.account)
    if not same_owner or (mine.tender and theirs.tender):
        # Two different tender numbers are two projects, whatever they are called.
        return None
    likeness = project_likeness(mine.project, theirs.project)
    if likeness < SUSPECTED:
        return None
    same = likeness >= 0.95
    return Likeness(False, round(likeness * 95), ("owner", "project" if same else "project_similar"))
