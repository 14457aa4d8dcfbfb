"""Chinese text for sorting and for finding by initials (zgyd finds 中国移动)."""

import os
import re
from functools import lru_cache
from typing import Any

from pursuit.kernel import readings

# Its own phrase table costs every process 35 MB; kernel/readings.py has the words that names need.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin, load_phrases_dict

load_phrases_dict(readings.phrases())
_LONGEST_FIRST = sorted(readings.phrases(), key=len, reverse=True)
_PIECES = re.compile("|".join([*map(re.escape, _LONGEST_FIRST), "."]), re.DOTALL)


def _letters(rest: str) -> Any:
    """What is not Chinese stands for itself, letter by letter (the library's types forget lists)."""
    return list(rest.lower())


def sort_key(text: str) -> str:
    """A key whose binary order is the reading order of Chinese and Latin titles alike."""
    return " ".join(_read(text, Style.TONE3))[:240]


def initials(text: str) -> str:
    """First letters of the readings, Latin letters and digits kept: 中国移动A1 -> zgyda1."""
    return "".join(
        char for char in "".join(_read(text, Style.FIRST_LETTER)).lower() if char.isascii() and char.isalnum()
    )


def _read(text: str, style: Style) -> list[str]:
    """Letter by letter, and word by word where a word of ours has a reading of its own: all the library does too."""
    return [part for piece in _PIECES.findall(text) for part in _piece(piece, style)]


@lru_cache(maxsize=30_000)
def _piece(piece: str, style: Style) -> list[str]:
    return lazy_pinyin(piece, style=style, errors=_letters)
