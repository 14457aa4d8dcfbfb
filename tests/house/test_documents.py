"""Links in the documents lead somewhere, and the map names every library and every room."""

import re

import pytest
from django.conf import settings

from tests.house.checks.repository import requirements
from tests.house.checks.source import ROOT, name, tracked

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]


def dead_links(text: str, folder: str = "") -> list[str]:
    """Relative links to what is not in the repository."""
    known = {name(path) for path in tracked()}
    dead = []
    for link in LINK.findall(text):
        target = (ROOT / folder / link).resolve().relative_to(ROOT).as_posix()
        if target not in known and not any(one.startswith(target + "/") for one in known):
            dead.append(link)
    return dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links(document) -> None:
    assert not dead_links(document.read_text(encoding="utf-8"), document.parent.relative_to(ROOT).as_posix())


def test_a_dead_link_is_found() -> None:
    assert dead_links("[a](LICENSE) [b](docs/decisions/) [c](docs/nowhere.md) [d](https://a.example/)") == [
        "docs/nowhere.md"
    ]


def test_the_map_names_every_library_and_room() -> None:
    text = (ROOT / "docs/map.md").read_text(encoding="utf-8")
    for library in requirements(ROOT / "requirements.in"):
        assert re.search(rf"\b{library}\b", text), f"docs/map.md says nothing about {library}"
    for room in settings.ROOMS:
        assert f"| {room} |" in text, f"docs/map.md says nothing about the room {room}"
