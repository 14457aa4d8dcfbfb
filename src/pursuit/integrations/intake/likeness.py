"""Which of our words somebody may have meant: the same letters first, then the most alike."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

_NOISE = re.compile(r"[\W_]+")
LIKE = 0.8
PART = 0.95
SHORT = 4  # letters of a word worth comparing by itself
MOST = 3


def plain(text: str) -> str:
    """For comparing what is the same word: width, case and blanks at the ends do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def bare(text: str) -> str:
    """Letters and digits only."""
    return _NOISE.sub("", plain(text))


def suggestions(text: str, candidates: Iterable[str]) -> list[str]:
    """At most three of the candidates, the likeliest first; none when nothing is near."""
    wanted = bare(text)
    scored = [(likeness(wanted, candidate), candidate) for candidate in candidates] if wanted else []
    near = sorted((one for one in scored if one[0] >= LIKE), key=lambda one: (-one[0], one[1]))
    return [candidate for _score, candidate in near[:MOST]]


def likeness(wanted: str, candidate: str) -> float:
    """How alike a bare word and a name are, or the likest of the name's own words, which counts a little less."""
    whole = bare(candidate)
    if wanted == whole:
        return 2.0
    words = [word for word in _NOISE.split(plain(candidate)) if len(word) >= SHORT and word != whole]
    return max([_ratio(wanted, whole), *(PART * _ratio(wanted, word) for word in words)])


def _ratio(one: str, other: str) -> float:
    pair = SequenceMatcher(None, one, other)
    # The cheap bounds first: lists of names are long.
    if not other or pair.real_quick_ratio() < LIKE or pair.quick_ratio() < LIKE:
        return 0.0
    return pair.ratio()
