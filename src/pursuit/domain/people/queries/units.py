"""Looking at the organisation."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.queries.scope import present
from pursuit.kernel import clock, pinyin
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import Membership, OrgUnit, Subject
from pursuit.kernel.prepared import Prepared


def units(actor: Actor) -> QuerySet[OrgUnit]:
    """All units, closed ones too, with the number of people."""
    if not actor.may("people.view"):
        nobody: QuerySet[OrgUnit] = OrgUnit.objects.none()
        return nobody
    there = Membership.objects.filter(present(), unit=OuterRef("pk"), user__is_active=True).order_by()
    counted = there.values("unit").annotate(count=Count("pk")).values("count")
    rows: QuerySet[OrgUnit] = OrgUnit.objects.order_by("position", "pk").annotate(
        people_count=Subquery(counted, output_field=IntegerField())
    )
    return rows


def unit(actor: Actor, pk: int) -> OrgUnit:
    """One unit."""
    row = units(actor).filter(pk=pk).select_related("parent").first()
    if row is None:
        raise Missing("not_found", _("There is no such unit."))
    return row


_OPEN = Prepared(lambda actor: units(actor).filter(closed_on=None))


def tree(actor: Actor) -> list[tuple[int, OrgUnit]]:
    """Open units from the top, each with its depth, in reading order. Two queries at most, whatever the size."""
    below: dict[int | None, list[OrgUnit]] = {}
    for row in _OPEN(actor):
        below.setdefault(row.parent_id, []).append(row)
    found: list[tuple[int, OrgUnit]] = []
    stack = [(0, row) for row in reversed(below.get(None, []))]
    while stack:
        depth, row = stack.pop()
        found.append((depth, row))
        stack += [(depth + 1, child) for child in reversed(below.get(row.pk, []))]
    return found


def closed(actor: Actor) -> list[OrgUnit]:
    """Closed units, the last one first."""
    return list(units(actor).exclude(closed_on=None).order_by("-closed_on", "pk"))


def heads(actor: Actor) -> dict[int, list[Membership]]:
    """Who leads which unit today."""
    rows = Membership.objects.filter(present(), unit__in=units(actor).values("pk"), user__is_active=True, is_head=True)
    found: dict[int, list[Membership]] = {}
    for row in rows.select_related("user").order_by("user__name_key", "pk"):
        found.setdefault(row.unit_id, []).append(row)
    return found


def find(actor: Actor, text: str, *, limit: int = 20) -> list[OrgUnit]:
    """Open units whose name, code or initials contain the text; for pickers."""
    asked = text.strip().lower()
    rows = units(actor).filter(closed_on=None)
    fits = [
        row
        for row in rows
        if not asked or asked in row.name.lower() or asked in row.code.lower() or asked in pinyin.initials(row.name)
    ]
    return fits[:limit]


def people_of(actor: Actor, pk: int) -> list[Membership]:
    """Who belongs to a unit today, heads first."""
    rows = Membership.objects.filter(present(), unit__in=units(actor).filter(pk=pk).values("pk"), user__is_active=True)
    return list(rows.select_related("user").order_by("-is_head", "user__name_key", "pk"))


def contents(pk: int) -> dict[str, int]:
    """What keeps a unit from being closed: units below, people, live records."""
    return {
        "units": OrgUnit.objects.filter(parent_id=pk, closed_on=None).count(),
        "people": Membership.objects.filter(
            Q(until=None) | Q(until__gte=clock.today()), unit_id=pk, user__is_active=True
        ).count(),
        "records": Subject.objects.live().filter(unit_id=pk).count(),
    }


UNITS = Listing(
    code="units",
    label=_("Units"),
    subject_type="unit",
    base=units,
    view_right="people.view",
    spine="",
    searchable=False,
    sort="position",
    columns=(
        Column("name", _("Name"), default=True, sortable=False),
        Column("code", _("Code"), default=True),
        Column("parent", _("Unit above"), "unit", source="parent_id", shown="parent__name", default=True),
        Column("people", _("People"), "number", source="people_count", default=True, sortable=False, filterable=False),
        Column("closed", _("Closed on"), "date", source="closed_on"),
        Column("position", _("Position"), "number", filterable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
