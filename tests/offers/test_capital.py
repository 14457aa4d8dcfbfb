"""Amounts in Chinese capitals."""

import pytest

from pursuit.domain.offers.rules.capital import capital


@pytest.mark.parametrize(
    ("minor", "words"),
    [
        (0, "零元整"),
        (1, "壹分"),
        (10, "壹角整"),
        (100, "壹元整"),
        (101, "壹元零壹分"),
        (110, "壹元壹角整"),
        (1_000, "壹拾元整"),
        (1_000_500, "壹万零伍元整"),
        (1_010_000, "壹万零壹佰元整"),
        (10_000_001, "壹拾万元零壹分"),
        (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (140_950, "壹仟肆佰零玖元伍角整"),
        (16_800_032, "壹拾陆万捌仟元叁角贰分"),
        (10_000_100_000, "壹亿零壹仟元整"),
        (10_001_000_000, "壹亿零壹万元整"),
        (100_100_000_000, "壹拾亿零壹佰万元整"),
        (1_000_012_345_600, "壹佰亿零壹拾贰万叁仟肆佰伍拾陆元整"),
        (10_000_000_000_000, "壹仟亿元整"),
        (1_234_567_890_123_456, "壹拾贰万叁仟肆佰伍拾陆亿柒仟捌佰玖拾万壹仟贰佰叁拾肆元伍角陆分"),
        (-250, "负贰元伍角整"),
    ],
)
def test_as_a_bank_writes_it(minor: int, words: str) -> None:
    assert capital(minor) == words


def test_currencies_without_cents_and_others() -> None:
    assert capital(1200, digits=0) == "壹仟贰佰元整"
    with pytest.raises(ValueError, match="fen"):
        capital(1, digits=3)
