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
# Only where one of our words may begin is looked for one; a hundred words are slow to try at every letter.
_BEGINNINGS = "".join(sorted({word[0] for word in _LONGEST_FIRST}))
_PIECES = re.compile(f"(?=[{_BEGINNINGS}])(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})|.", re.DOTALL)


def _letters(rest: str) -> Any:
    """What is not Chinese stands for itself, letter by letter (the library's types forget lists)."""
    return list(rest.lower())


def sort_key(text: str) -> str:
    """A key whose binary order is the reading order of Chinese and Latin titles alike."""
    return " ".join(map(_in_full, _PIECES.findall(text)))[:240]


def initials(text: str) -> str:
    """First letters of the readings, Latin letters and digits kept: 中国移动A1 -> zgyda1."""
    return "".join(map(_in_short, _PIECES.findall(text)))


# Letter by letter, and word by word where a word of ours has a reading of its own: all the library does too.
@lru_cache(maxsize=30_000)
def _in_full(piece: str) -> str:
    return " ".join(lazy_pinyin(piece, style=Style.TONE3, errors=_letters))


@lru_cache(maxsize=30_000)
def _in_short(piece: str) -> str:
    letters = "".join(lazy_pinyin(piece, style=Style.FIRST_LETTER, errors=_letters)).lower()
    return "".join(char for char in letters if char.isascii() and char.isalnum())
