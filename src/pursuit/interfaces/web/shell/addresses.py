"""Addresses of records that stand on a page many times: looking one up takes as long as drawing a card."""

from functools import cache

from django.urls import get_script_prefix, reverse

_SOME_ID = 9_876_543_210


def address(name: str, pk: int) -> str:
    """As `reverse(name, args=[pk])`."""
    before, after = _around_id(name, get_script_prefix())
    return f"{before}{pk}{after}"


@cache
def _around_id(name: str, _prefix: str) -> tuple[str, str]:
    before, _id, after = reverse(name, args=[_SOME_ID]).partition(str(_SOME_ID))
    return before, after
