"""How a person looks at a list: the columns they chose last stay theirs until they choose others."""

from django.http import QueryDict

from pursuit.interfaces.web.shell.person import remember
from pursuit.interfaces.web.shell.request import Request
from pursuit.kernel.listing import Listing

COLUMNS = "columns"  # in a person's preferences: the chosen columns by list
IGNORED = {"after"}


def params(request: Request, listing: Listing) -> QueryDict:
    """What the address asks for, with the person's own columns where it names none."""
    kept = request.user.preferences.get(COLUMNS, {}).get(listing.code, "")
    if not kept or "cols" in request.GET:
        return request.GET
    merged = request.GET.copy()
    merged["cols"] = kept
    return merged


def keep_columns(request: Request, listing: Listing, codes: str) -> None:
    """Remember columns of a list (comma-separated); none means the usual ones again."""
    preferences = request.user.preferences
    kept = {**preferences.get(COLUMNS, {}), listing.code: codes}
    own = {code: chosen for code, chosen in kept.items() if chosen}
    remember(request.user, preferences={**preferences, COLUMNS: own})


def same(query: str, given: QueryDict) -> bool:
    """Does a saved view ask for the same as an address?"""
    return bool(query) and _plain(QueryDict(query)) == _plain(given)


def _plain(given: QueryDict) -> dict[str, str]:
    joined = {name: ",".join(values) for name, values in given.lists() if name not in IGNORED}
    return {name: value for name, value in joined.items() if value}
