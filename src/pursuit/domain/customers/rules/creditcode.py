"""统一社会信用代码 (GB 32100-2015): 18 characters, the last a check character modulo 31."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_character(first: str) -> str:
    """The check character of the first 17."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_valid(code: str) -> bool:
    """Is this a well-formed code with the right check character?"""
    return len(code) == 18 and all(char in ALPHABET for char in code) and check_character(code[:17]) == code[17]
