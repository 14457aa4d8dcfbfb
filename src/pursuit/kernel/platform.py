"""What the kernel itself declares: its rights, its rows that can be pointed at, its periodic work."""

from collections.abc import Callable, Collection, Mapping
from datetime import timedelta

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import audit, files, jobs, operators, replies, rights, roles, terms, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.models.data import Term
from pursuit.kernel.models.org import OrgUnit
from pursuit.kernel.models.role import Role
from pursuit.kernel.models.user import User
from pursuit.kernel.rights import Right

EVERYBODY = dict.fromkeys(
    ("admin", "director", "manager", "seller", "presales", "delivery", "finance", "operations"), "all"
)
WITH_GUEST = EVERYBODY | {"guest": "all"}
_seeds: list[Callable[[], None]] = []


def declare() -> None:
    """Called once, first in wiring."""
    rights.declare(
        operators.RIGHT,
        Right("approvals.decide", _("Answer approvals"), scoped=False, defaults=EVERYBODY),
        Right("approvals.view", _("See approvals of visible records"), scoped=False, defaults=WITH_GUEST),
        Right("files.edit", _("Attach files"), scoped=False, defaults=EVERYBODY),
        Right("subjects.edit", _("Edit custom fields"), scoped=False, defaults=EVERYBODY),
        Right("tokens.own", _("Own access tokens"), scoped=False, defaults=EVERYBODY),
        Right("views.own", _("Save views"), scoped=False, defaults=WITH_GUEST),
        Right("export.lists", _("Export lists"), scoped=False, defaults=EVERYBODY),
        Right("settings.edit", _("Change settings"), scoped=False, defaults={"admin": "all"}),
        Right("audit.view", _("Read the audit trail"), scoped=False, defaults={"admin": "all"}),
        Right(
            "import.history",
            _("Import with original times and authors"),
            scoped=False,
            defaults={"admin": "all", "operations": "all"},
        ),
    )
    visible.row_type("user", lambda _actor, ids: _pks(User.objects.filter(is_active=True, is_system=False, pk__in=ids)))
    visible.row_type("unit", lambda _actor, ids: _pks(OrgUnit.objects.filter(closed_on=None, pk__in=ids)))
    visible.row_type("role", lambda _actor, ids: _pks(Role.objects.filter(pk__in=ids)))
    visible.row_type("term", lambda _actor, ids: _pks(Term.objects.filter(pk__in=ids)))
    jobs.declare(
        jobs.JobKind("kernel.seal", _("Seal the audit trail"), _seal, every=timedelta(minutes=1)),
        jobs.JobKind("kernel.sweep", _("Tidy up"), _sweep, every=timedelta(hours=1)),
    )


def sync() -> None:
    """After migrate: write what is shipped and missing. People's own edits stay."""
    roles.sync()
    terms.sync()
    for seed in _seeds:
        seed()


def on_sync(seed: Callable[[], None]) -> None:
    """A room's own shipped rows (methods, approval routes): `seed` writes those that are missing, and only those."""
    _seeds.append(seed)


def _pks(rows: QuerySet[Model]) -> Collection[int]:
    return set(rows.values_list("pk", flat=True))


def _seal(_actor: Actor, progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    sealed = 0
    full = True
    while full:  # behind a batch that is not full nothing is settled yet
        count = audit.seal()
        full = count == audit.BATCH
        sealed += count
        progress(sealed)
    return {"sealed": sealed}


def _sweep(_actor: Actor, _progress: jobs.Progress, _params: Mapping[str, object]) -> dict[str, int]:
    return {"files": files.sweep(), "jobs": jobs.forget_old(), "replies": replies.forget_old()}
