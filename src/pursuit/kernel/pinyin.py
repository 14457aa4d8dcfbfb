"""Chinese text for sorting and for finding by initials (zgyd finds 中国移动)."""

import os
from functools import lru_cache
from typing import Any

from pursuit.kernel import readings

# Its own phrase table costs every process 35 MB; kernel/readings.py has the words that names need.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, lazy_pinyin, load_phrases_dict

load_phrases_dict(readings.phrases())


def _letters(rest: str) -> Any:
    """What is not Chinese stands for itself, letter by letter (the library's types forget lists)."""
    return list(rest.lower())


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> str:
    """A key whose binary order is the reading order of Chinese and Latin titles alike."""
    return " ".join(lazy_pinyin(text, style=Style.TONE3, errors=_letters))[:240]


@lru_cache(maxsize=20_000)
def initials(text: str) -> str:
    """First letters of the readings, Latin letters and digits kept: 中国移动A1 -> zgyda1."""
    letters = lazy_pinyin(text, style=Style.FIRST_LETTER, errors=_letters)
    return "".join(char for char in "".join(letters).lower() if char.isascii() and char.isalnum())
