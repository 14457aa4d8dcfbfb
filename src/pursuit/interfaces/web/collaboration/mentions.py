"""@mentions between what people read and type (@安然) and what is stored (@[安然](user:7))."""

import re
from collections.abc import Iterable, Mapping

from pursuit.domain.collaboration.rules.mentions import MOST
from pursuit.domain.people.queries.people import people
from pursuit.kernel.actor import Actor


def readable(parts: Iterable[tuple[str, int]]) -> tuple[str, list[int]]:
    """The text without ids, and the ids beside it."""
    words, ids = [], []
    for text, person in parts:
        words.append(f"@{text}" if person else text)
        if person:
            ids.append(person)
    return "".join(words), list(dict.fromkeys(ids))


def chosen(actor: Actor, sent: str) -> dict[int, str]:
    """The people picked while typing, by id, with their names."""
    ids = [int(part) for part in sent.split(",") if part.strip().isdecimal()][: 2 * MOST]
    return {person.pk: str(person) for person in people(actor).filter(pk__in=ids)} if ids else {}


def with_tokens(text: str, names: Mapping[int, str]) -> str:
    """The text as it is stored: every @name of a picked person becomes a mention. Longer names win over shorter."""
    ids = {name: pk for pk, name in names.items() if not set(name) & set("[]\n")}
    if not ids:
        return text
    longest_first = sorted(ids, key=len, reverse=True)
    pattern = re.compile("@(" + "|".join(map(re.escape, longest_first)) + ")")
    return pattern.sub(lambda match: f"@[{match[1]}](user:{ids[match[1]]})", text)
