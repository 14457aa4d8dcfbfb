"""What the room declares: the kept totals, for the list of projects too, and the work that looks after them."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from pursuit.domain.pipeline.actions import totals
from pursuit.domain.pipeline.queries import tally
from pursuit.domain.projects.queries.projects import PROJECTS
from pursuit.kernel import jobs, listing, rebuild, rights
from pursuit.kernel.actor import Actor
from pursuit.kernel.rights import Right


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(
            "pipeline.fold",
            _("Fold the totals of projects"),
            scoped=False,
            defaults={"admin": "all", "operations": "all"},
        )
    )
    listing.keep_totals(PROJECTS.code, tally.of_list)
    listing.keep_groups(PROJECTS.code, tally.of_groups)
    rebuild.on_rebuild(totals.count_anew)
    work = jobs.JobKind("pipeline.fold_totals", _("Fold the totals of projects"), _fold, timedelta(minutes=1))
    jobs.declare(work)


def _fold(actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    folded = 0
    while count := totals.fold_totals(actor=actor):
        folded += count
        progress(folded)
    return {"folded": folded}
