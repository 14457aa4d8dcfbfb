"""Formulas as nobody would type them: every input is either read or refused, at once."""

import random
import time
from dataclasses import dataclass, field
from fractions import Fraction

from pursuit.domain.goals.rules import formula
from pursuit.domain.goals.rules.formula import BadFormula

PIECES = (
    "won", "lost", "a_b", "9", "12.5", "0", "999999999999.999999", "+", "-", "*", "/", "(", ")", " ", "　", "（", "）",
    "×", "÷", "**", "//", ".", "__class__", "f(", "lambda", "[", "]", "{", "}", "'", '"', "\\", "\x00", "\n", "é",
    "赢", "😀", "1e9", "0x1", ",", ";", "=", "==", "!", "%", "@", "won.real", "import os", "((((((((((", "))))))))))",
    "-----", "1" * 30, "z" * 80,
)  # fmt: skip
ANY = [chr(one) for one in (*range(1, 256), 0x4E00, 0xFF08, 0x1F600, 0x200B, 0xFEFF)]


@dataclass
class Found:
    """read: inputs that are formulas; crashed: inputs that ended otherwise than read or refused (none should)."""

    read: int = 0
    refused: int = 0
    longest_ms: float = 0.0
    deepest: int = 0
    crashed: list[str] = field(default_factory=list)


def fuzz(many: int, seed: int = 1) -> Found:
    """So many inputs, seeded; formulas that are read are counted, too."""
    dice = random.Random(seed)
    found = Found()
    known = {"won": Fraction(7), "lost": Fraction(0), "a_b": Fraction(10**15)}
    for number in range(many):
        text = _text(dice, number)
        begun = time.perf_counter()
        try:
            made = formula.parse(text)
            formula.value(made, known)
            found.read += 1
            found.deepest = max(found.deepest, len(made.steps))
        except BadFormula:
            found.refused += 1
        except Exception as error:
            found.crashed.append(f"{text[:200]!r}: {error!r}")
        found.longest_ms = max(found.longest_ms, (time.perf_counter() - begun) * 1000)
    return found


def _text(dice: random.Random, number: int) -> str:
    match number % 4:
        case 0:
            return "".join(dice.choice(PIECES) for _ in range(dice.randrange(0, 40)))
        case 1:
            return "".join(dice.choice(ANY) for _ in range(dice.randrange(0, 120)))
        case 2:
            return _sound(dice, dice.randrange(0, 7))
    spoilt = list(_sound(dice, dice.randrange(1, 6)))
    for _ in range(dice.randrange(1, 4)):
        spoilt.insert(dice.randrange(0, len(spoilt) + 1), dice.choice(PIECES))
    return "".join(spoilt) * dice.choice((1, 1, 1, 50))


def _sound(dice: random.Random, deep: int) -> str:
    if not deep or dice.random() < 0.15:
        return dice.choice(("won", "lost", "a_b", "3", "0.5"))
    text = f"{_sound(dice, deep - 1)} {dice.choice('+-*/')} {_sound(dice, deep - 1)}"
    return f"({text})" if dice.random() < 0.5 else f"-{text}" if dice.random() < 0.2 else text
