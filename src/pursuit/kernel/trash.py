"""Deleted records that a person may bring back."""

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.subject import Subject


def deleted(actor: Actor, rights: Mapping[str, str]) -> QuerySet[Subject]:
    """The latest first. rights: what bringing a record of each type back needs; that and the right to see the type
    must both reach the record, so that nobody learns here of what they never saw."""
    found = Q(pk__in=[])
    for code, right in rights.items():
        found |= Q(type=code) & access.seen_q(actor, code) & access.reached_q(actor, right)
    rows = Subject.objects.filter(found, deleted_at__isnull=False)
    return rows.select_related("owner", "deleted_by").order_by("-deleted_at", "-pk")
