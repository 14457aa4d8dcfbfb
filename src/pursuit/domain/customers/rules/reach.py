"""Telephone numbers, websites and mail addresses in the form in which they can be compared."""

import re


def phone(text: str) -> str:
    """Digits alone, without the country (86) and the trunk zero: +86 138-0000-1111 -> 13800001111."""
    digits = re.sub(r"\D", "", text)
    digits = digits.removeprefix("0086")
    if len(digits) > 11:
        digits = digits.removeprefix("86")
    digits = digits.lstrip("0")
    return digits if len(digits) >= 7 else ""


def host(text: str) -> str:
    """The bare host of a web address: https://www.example.com/a -> example.com."""
    found = re.sub(r"^[a-z]+://", "", text.strip().lower())
    found = re.split(r"[/?#:]", found, maxsplit=1)[0].removeprefix("www.")
    return found if "." in found else ""


def mail(text: str) -> str:
    """A mail address without case."""
    return text.strip().lower()
