"""Small files of other tools for tests."""

import json
from pathlib import Path

SHARED = Path(__file__).parents[4] / "shared/samples"


def trello(**more: object) -> dict[str, object]:
    """A board of one list and one card."""
    board: dict[str, object] = {
        "id": "b1",
        "name": "Bid",
        "lists": [{"id": "l1", "name": "To do", "pos": 1, "closed": False}],
        "cards": [card("c1")],
        "actions": [],
        "members": [{"id": "m1", "fullName": "Li Lei", "username": "lilei"}],
        "labels": [],
        "checklists": [],
    }
    return board | more


def card(own: str, **more: object) -> dict[str, object]:
    return {"id": own, "idShort": 7, "name": f"Card {own}", "idList": "l1", "pos": 1, "closed": False} | more


def said(own: str, card_id: str, text: str, at: str = "2026-01-05T01:00:00.000Z") -> dict[str, object]:
    """A comment."""
    return {
        "id": own,
        "type": "commentCard",
        "date": at,
        "idMemberCreator": "m1",
        "memberCreator": {"id": "m1", "fullName": "Li Lei"},
        "data": {"text": text, "card": {"id": card_id, "name": f"Card {card_id}"}},
    }


def dumped(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
