"""Tests that speak of certain days hold the clock, whole: a day without its moment would part from the real one."""

from datetime import date, datetime, time

import pytest
from django.utils import timezone

from pursuit.kernel import clock


def hold(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """It is noon of that day, for the product and for Django (sessions, tokens)."""
    moment = datetime.combine(day, time(12), clock.zone())
    monkeypatch.setattr(timezone, "now", lambda: moment)
