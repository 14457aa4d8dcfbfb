"""Looking at methods. They are the company's way of working: nearly everybody sees them."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Method, MethodVersion, Stage
from pursuit.domain.methods.rules.stages import Step
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.prepared import Prepared


def methods(actor: Actor, kind: str = "") -> QuerySet[Method]:
    """Active methods in order."""
    if not actor.may("methods.view"):
        return Method.objects.none()
    found = Method.objects.filter(active=True)
    return found.filter(kind=kind) if kind else found


def all_methods(actor: Actor) -> QuerySet[Method]:
    """Retired ones too, for those who edit them."""
    return Method.objects.all() if actor.may("methods.edit") else Method.objects.none()


def method(actor: Actor, pk: int) -> Method:
    """One method, active or not."""
    row = Method.objects.filter(pk=pk).first() if actor.may("methods.view") else None
    if row is None:
        raise Missing("not_found", _("There is no such method."))
    return row


def published(row: Method) -> MethodVersion | None:
    """The version that new projects take."""
    return _PUBLISHED.first(method=row)


def draft(row: Method) -> MethodVersion | None:
    """The version being written, if any."""
    return row.versions.filter(published_at=None).first()


def versions(row: Method) -> list[MethodVersion]:
    """Published versions, newest first."""
    return list(row.versions.exclude(published_at=None).order_by("-number"))


def stages(version: MethodVersion) -> list[Stage]:
    """Stages of a version in order."""
    return _STAGES(version=version)


_PUBLISHED = Prepared(
    lambda method: MethodVersion.objects.filter(method=method, published_at__isnull=False).order_by("-number")[:1]
)
_STAGES = Prepared(lambda version: Stage.objects.filter(version=version).order_by("position"))


def stage_names() -> list[tuple[str, str]]:
    """Codes of stages with their names, in the order in which methods go through them; for filters."""
    rows = Stage.objects.filter(version__published_at__isnull=False).select_related("version__method")
    ordered = rows.order_by("version__method__position", "version__method_id", "-version__number", "position")
    found: dict[str, str] = {}
    for row in ordered:
        found.setdefault(row.code, row.label)
    return list(found.items())


def method_names() -> list[tuple[str, str]]:
    """Ids of methods with their names, in order; for filters."""
    return [(str(row.pk), str(row)) for row in Method.objects.order_by("position", "pk")]


def steps(rows: Sequence[Stage]) -> list[Step]:
    """Stages as the rules see them."""
    return [Step(row.code, row.position, row.point_code, tuple(row.required)) for row in rows]
