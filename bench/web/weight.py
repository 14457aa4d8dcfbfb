"""How much a first visit weighs as it comes over the wire, and a later page."""

import re
from urllib.parse import urljoin, urlsplit

from bench.web.client import Asked, Person, unpacked

LINKS = (
    re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"'),
    re.compile(r'(?:import|from)\s*["\']([./\w-]+\.js)["\']'),
    re.compile(r'url\(\s*["\']?([^"\')]+)'),
)


def first_visit(person: Person, page: str) -> tuple[int, int]:
    """(bytes of the page with everything it links to, bytes of the page alone)."""
    seen: dict[str, int] = {}
    waiting = [page]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        status, body = person.ask(Asked(path))
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        seen[path] = len(body)
        waiting += [link for link in _links(path, unpacked(body)) if link not in seen]
    return sum(seen.values()), seen[page]


def _links(path: str, body: bytes) -> list[str]:
    kind = path.rpartition(".")[2]
    pattern = LINKS[1] if kind == "js" else LINKS[2] if kind == "css" else LINKS[0]
    if kind in ("svg", "ico", "png", "woff2"):
        return []
    found = [urljoin(f"http://here{path}", link) for link in pattern.findall(body.decode())]
    return [urlsplit(link).path for link in found if link.startswith("http://here/static/")]
