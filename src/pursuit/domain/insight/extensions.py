"""What the room declares: the right to take pictures, and the weekly work."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.insight.actions.snapshots import take_snapshots
from pursuit.kernel import jobs, rights
from pursuit.kernel.actor import Actor
from pursuit.kernel.rights import Right


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(
            "insight.take",
            _("Take the weekly pictures of projects"),
            scoped=False,
            defaults={"admin": "all", "operations": "all"},
        ),
    )
    # Every few hours: the first run of a week takes the pictures, later ones those of projects begun since.
    jobs.declare(jobs.JobKind("insight.snapshots", _("Weekly pictures of projects"), _take, timedelta(hours=6)))


def _take(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    taken = 0
    chunk = take_snapshots(actor=actor)
    while chunk.count:
        taken += chunk.count
        progress(taken)
        chunk = take_snapshots(actor=actor, after=chunk.last)
    return {"taken": taken}
