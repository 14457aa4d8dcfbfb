"""What the actions of ledgers need: a row that says what is due, a bid that has no result yet."""

from typing import Any

OVERRIDES: dict[str, dict[str, Any]] = {
    "finance.import_receivable": {"amount": {"text": "1", "currency": "CNY"}},
}
