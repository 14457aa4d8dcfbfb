"""@mentions in a comment: tokens `@[name](user:7)`, put there by a picker."""

import re

TOKEN = re.compile(r"@\[([^\[\]\n]{1,80})\]\(user:(\d{1,18})\)")
MOST = 20


def ids(text: str) -> list[int]:
    """Who is named, each once, in order."""
    return list(dict.fromkeys(int(match[2]) for match in TOKEN.finditer(text)))


def renamed(text: str, names: dict[int, str]) -> str:
    """The text with each token carrying the person's real name, so that nobody is shown under another one's."""
    return TOKEN.sub(lambda match: f"@[{names.get(int(match[2]), match[1])}](user:{match[2]})", text)


def tame(text: str) -> str:
    """A text from elsewhere names nobody here, even where it looks so."""
    return TOKEN.sub(lambda match: f"@{match[1]}", text)


def parts(text: str) -> list[tuple[str, int]]:
    """The text cut for display: (words, 0) and (name, user id) in turn."""
    found: list[tuple[str, int]] = []
    at = 0
    for match in TOKEN.finditer(text):
        if match.start() > at:
            found.append((text[at : match.start()], 0))
        found.append((match[1], int(match[2])))
        at = match.end()
    if at < len(text):
        found.append((text[at:], 0))
    return found


def plain(text: str, length: int = 140) -> str:
    """One line for a notice: names without their ids."""
    line = " ".join(TOKEN.sub(lambda match: f"@{match[1]}", text).split())
    return line if len(line) <= length else f"{line[: length - 1]}…"
