"""Reading a text piece by piece gives what the library gives for the whole."""

import random

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, lazy_pinyin

from pursuit.kernel import pinyin, readings

WORDS = sorted(readings.phrases())
TEXTS = st.lists(
    st.one_of(st.sampled_from(WORDS), st.text("重庆长乐行都中国A1 移动-银。", max_size=4)), max_size=6
).map("".join)


@given(TEXTS)
def test_as_the_library_reads_it(text: str) -> None:
    whole = lazy_pinyin(text, style=Style.TONE3, errors=lambda rest: list(rest.lower()))
    assert pinyin.sort_key(text) == " ".join(whole)[:240]


def test_known_words() -> None:
    assert pinyin.initials("重庆长安") == "cqca"
    assert pinyin.initials("中国移动A1") == "zgyda1"
    assert pinyin.initials("".join(random.Random(1).sample(WORDS, 5)))
