"""By what records are recognised, and how sure each sign makes us."""

from collections.abc import Iterable, Mapping

from pursuit.domain.customers.rules import names, reach

Key = tuple[str, str]

# Sureness in percent of one sign alone; several signs support each other.
ACCOUNT_SIGNS: Mapping[str, int] = {
    "credit": 100,
    "name": 95,
    "reading": 80,
    "short": 70,
    "phone": 60,
    "host": 60,
    "core": 55,
}
CONTACT_SIGNS: Mapping[str, int] = {
    "mobile": 95,
    "email": 90,
    "name_here": 85,
    "wechat": 80,
    "phone": 40,
    "name": 35,
}
SUPPORT = 5
# A merely similar name counts from here on, and never as much as the same name.
SIMILAR = 0.6
SIMILAR_MOST = 90


def account_keys(
    name: str, short_name: str = "", credit_code: str = "", phone: str = "", website: str = ""
) -> set[Key]:
    """All keys of an account."""
    bare = names.normalise(name)
    found = {
        ("name", bare),
        ("core", names.core(name)),
        ("reading", names.reading(name)),
        ("short", names.normalise(short_name)),
        ("credit", credit_code.strip().upper()),
        ("phone", reach.phone(phone)),
        ("host", reach.host(website)),
    }
    return {(kind, value[:240]) for kind, value in found if value}


def contact_keys(name: str, mobile: str = "", phone: str = "", email: str = "", wechat: str = "") -> set[Key]:
    """All keys of a contact."""
    found = {
        ("name", names.person(name)),
        ("mobile", reach.phone(mobile)),
        ("phone", reach.phone(phone)),
        ("email", reach.mail(email)),
        ("wechat", wechat.strip().lower()),
    }
    return {(kind, value[:240]) for kind, value in found if value}


def score(signs: Iterable[str], weights: Mapping[str, int], likeness: float = 0.0) -> int:
    """How sure we are, 0…100: the strongest sign, a little more for each further one."""
    values = sorted((weights[sign] for sign in signs if sign in weights), reverse=True)
    if likeness >= SIMILAR:
        values = sorted([*values, round(likeness * SIMILAR_MOST)], reverse=True)
    if not values:
        return 0
    best = values[0]
    return min(best + SUPPORT * (len(values) - 1), max(best, 99))
