"""Formulas of KPIs: + - * / and parentheses over named figures and numbers, nothing else.

Our own parser: a formula is typed by people and must never be code. No names with dots, no calls, no powers; its
length, depth and number of parts are bounded, and it is read without recursion, so whatever is typed is answered at
once. Values are exact fractions.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST, DEEPEST, MOST_PARTS = 400, 20, 120
LARGEST = 10**18  # no result is further from nothing: sums and columns keep to 64 bits
_PART = re.compile(r"\s*(?:(?P<number>\d{1,12}(?:\.\d{1,6})?)|(?P<name>[a-z][a-z0-9_]{0,59})|(?P<sign>[-+*/()]))", re.A)
_SAME = str.maketrans("（）×÷＋－−／＊　", "()*/+--/* ")
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3}
Kind = Literal["number", "name", "sign"]
Text = str | Promise


class BadFormula(ValueError):
    """What is wrong and at which character (from 1; 0: at the end)."""

    def __init__(self, text: Text, at: int = 0) -> None:
        super().__init__(str(text))
        self.text = text
        self.at = at


@dataclass(frozen=True, slots=True)
class Part:
    """A number, a name or a sign; at: where it stands."""

    kind: Kind
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Formula:
    """steps: postfix, each a number, a name, one of + - * / or "neg"; names: the figures it needs."""

    steps: tuple[Part, ...]
    names: frozenset[str]


def parse(text: str) -> Formula:
    """Read a formula. Raises BadFormula with a sentence people understand."""
    parts = _parts(text)
    if not parts:
        raise BadFormula(_("The formula is empty: name a figure, for example 100 * won / decided."))
    steps = _postfix(parts)
    return Formula(tuple(steps), frozenset(one.text for one in steps if one.kind == "name"))


def value(formula: Formula, known: Mapping[str, Fraction | None]) -> Fraction | None:
    """Its value; None where a figure is not known, where something is divided by nothing, or the result is beyond
    LARGEST."""
    stack: list[Fraction] = []
    for one in formula.steps:
        if one.kind == "number":
            stack.append(Fraction(one.text))
        elif one.kind == "name":
            found = known.get(one.text)
            if found is None:
                return None
            stack.append(found)
        elif one.text == "neg":
            stack.append(-stack.pop())
        else:
            right, left = stack.pop(), stack.pop()
            made = _apply(one.text, left, right)
            if made is None:
                return None
            stack.append(made)
    (result,) = stack
    return None if abs(result) > LARGEST else result


def _apply(sign: str, left: Fraction, right: Fraction) -> Fraction | None:
    match sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right if right else None


def _parts(text: str) -> list[Part]:
    if len(text) > LONGEST:
        raise BadFormula(_("The formula is too long: keep it under 400 characters."), LONGEST)
    plain = text.translate(_SAME).rstrip()
    found: list[Part] = []
    at = 0
    while at < len(plain):
        match = _PART.match(plain, at)
        if match is None:
            raise BadFormula(_("Only names of figures, numbers, + - * / and parentheses are understood."), at + 1)
        kind: Kind = "number" if match["number"] else "name" if match["name"] else "sign"
        found.append(Part(kind, match[kind], match.start(kind) + 1))
        at = match.end()
        if len(found) > MOST_PARTS:
            raise BadFormula(_("The formula has too many parts: make KPIs of some and name those."), at)
    return found


def _postfix(parts: list[Part]) -> list[Part]:
    """Shunting yard: operands as they come, signs when nothing that follows binds more tightly."""
    done: list[Part] = []
    waiting: list[Part] = []
    operand = True  # is one expected?
    for one in parts:
        if one.kind != "sign" or one.text == "(":
            if not operand:
                raise BadFormula(_("A sign is missing here: + - * or /."), one.at)
            operand = one.text == "("
            (waiting if operand else done).append(one)
            if operand and sum(each.text == "(" for each in waiting) > DEEPEST:
                raise BadFormula(_("Too many parentheses in each other."), one.at)
        elif one.text == ")":
            _close(one, done, waiting, operand=operand)
        elif operand:
            if one.text != "-":
                raise BadFormula(_("A figure or a number is missing here."), one.at)
            waiting.append(Part("sign", "neg", one.at))
        else:
            while waiting and waiting[-1].text != "(" and _RANK[waiting[-1].text] >= _RANK[one.text]:
                done.append(waiting.pop())
            waiting.append(one)
            operand = True
    if operand:
        raise BadFormula(_("The formula ends too early: a figure or a number is missing."))
    if any(one.text == "(" for one in waiting):
        raise BadFormula(_("A parenthesis is not closed."))
    return done + waiting[::-1]


def _close(one: Part, done: list[Part], waiting: list[Part], *, operand: bool) -> None:
    if operand or not any(each.text == "(" for each in waiting):
        raise BadFormula(_("This parenthesis closes nothing."), one.at)
    while waiting[-1].text != "(":
        done.append(waiting.pop())
    waiting.pop()


def order(formulas: Mapping[str, frozenset[str]]) -> list[str]:
    """KPIs so that each comes after those it names; formulas: names by code. Raises BadFormula on a circle."""
    left = {code: names & formulas.keys() for code, names in formulas.items()}
    found: list[str] = []
    while left:
        free = sorted(code for code, names in left.items() if not names & left.keys())
        if not free:
            circle = "、".join(sorted(left)[:5])
            raise BadFormula(_("These KPIs need each other: %s. Take one out of the circle.") % circle)
        found += free
        for code in free:
            del left[code]
    return found
