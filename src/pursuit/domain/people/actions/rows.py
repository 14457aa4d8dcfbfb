"""Changing rows that are no subjects: lock, compare, save with a new version. Used by the actions of this room."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import pinyin
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import OrgUnit, User
from pursuit.kernel.records import check_version

M = TypeVar("M", bound=models.Model)
Changed = dict[str, tuple[object, object]]
GONE = _("There is no such entry, or you cannot see it.")


def lock(model: type[M], pk: int, version: int | None = None) -> M:
    """A row locked for change; a stale version is refused."""
    row = model._default_manager.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", GONE)
    check_version(getattr(row, "version", 1), version)
    return row


def person(pk: int, version: int | None = None) -> User:
    """A person locked for change, active or not; system actors are nobody's to change."""
    row = lock(User, pk, version)
    if row.is_system:
        raise Missing("not_found", GONE)
    return row


def save(row: models.Model, values: Mapping[str, object]) -> Changed:
    """Set values; save under a new version if anything differs; return what did."""
    changes: Changed = {}
    for name, value in values.items():
        before = getattr(row, name)
        if before != value:
            setattr(row, name, value)
            changes[name] = (before, value)
    if changes:
        if isinstance(row, User):
            name_keys(row)
        if hasattr(row, "version"):
            row.version += 1
        row.save()
    return changes


def name_keys(user: User) -> None:
    """What people are sorted and found by."""
    user.name_key = pinyin.sort_key(user.name)[:200]
    user.initials = pinyin.initials(user.name)[:40]


def lock_tree() -> dict[int, int | None]:
    """{unit: unit above} with every unit locked, so that two moves at once cannot close a loop."""
    rows: Iterable[OrgUnit] = OrgUnit.objects.select_for_update().order_by("pk")
    return {row.pk: row.parent_id for row in rows}
