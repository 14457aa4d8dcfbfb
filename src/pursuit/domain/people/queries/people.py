"""Looking at people."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import clock, extensions
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import (
    ApprovalSeat,
    ApprovalState,
    Decision,
    Deputy,
    Grant,
    Membership,
    Subject,
    User,
)
from pursuit.kernel.prepared import Prepared

VIEW = "people.view"


def people(actor: Actor) -> QuerySet[User]:
    """People (no system actors), with their primary unit; deactivated ones too."""
    if not actor.may(VIEW):
        return User.objects.none()
    at = home(OuterRef("pk"))
    return User.objects.filter(is_system=False).annotate(
        home_unit=Subquery(at.values("unit_id")[:1]), home_name=Subquery(at.values("unit__name")[:1])
    )


def home(user: OuterRef) -> QuerySet[Membership]:
    """The primary membership of the person a query is about."""
    return Membership.objects.filter(user=user, is_primary=True)


def person(actor: Actor, pk: int) -> User:
    """One person."""
    row = people(actor).filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such person, or you cannot see them."))
    return row


def find(actor: Actor, text: str, *, limit: int = 20) -> list[User]:
    """Active people whose name, username or initials contain the text; for pickers."""
    asked = text.strip()
    rows = people(actor).filter(is_active=True)
    if asked:
        by_name = Q(name__icontains=asked) | Q(username__icontains=asked)
        rows = rows.filter(by_name | Q(initials__contains=asked.lower()))
    # Whose name begins so comes first: "an" means 安娜 before the username "manager".
    first = When(Q(name__istartswith=asked) | Q(initials__startswith=asked.lower()), then=0)
    return list(rows.order_by(Case(first, default=1), "name_key", "pk")[:limit])


MOST_NAMES = 300


def names(actor: Actor, most: int) -> list[tuple[int, str]]:
    """Ids and names of active people in the order of `find`, for a select."""
    return _NAMES(actor)[:most]


_NAMES = Prepared(
    lambda actor: people(actor).filter(is_active=True).order_by("name_key", "pk").values_list("pk", "name")[:MOST_NAMES]
)


def memberships(actor: Actor, user: int) -> list[Membership]:
    """Where a person belongs and belonged, the present primary unit first."""
    rows = Membership.objects.filter(user__in=people(actor).filter(pk=user).values("pk"))
    return list(rows.select_related("unit").order_by("-is_primary", "-since", "pk"))


def grants(actor: Actor, user: int) -> list[Grant]:
    """Roles a person holds."""
    rows = Grant.objects.filter(user__in=people(actor).filter(pk=user).values("pk"))
    return list(rows.select_related("role", "unit", "granted_by").order_by("role__position", "pk"))


def deputies(actor: Actor, user: int) -> list[Deputy]:
    """Who stands in for a person, now or later."""
    rows = Deputy.objects.filter(user__in=people(actor).filter(pk=user).values("pk"), until__gte=clock.today())
    return list(rows.select_related("deputy").order_by("since", "pk"))


def standing_in(actor: Actor) -> list[Deputy]:
    """For whom the actor stands in, now or later."""
    rows = Deputy.objects.filter(deputy_id=actor.user_id, until__gte=clock.today(), user__is_active=True)
    return list(rows.select_related("user").order_by("since", "pk"))


def owns(user: int) -> dict[str, int]:
    """How many live records of each type a person owns."""
    rows = Subject.objects.live().filter(owner_id=user).values("type").annotate(count=Count("pk"))
    return {row["type"]: row["count"] for row in rows.order_by("type")}


def owns_in_words(user: int) -> str:
    """What a person owns, for a sentence: "3 accounts" in the reader's language."""
    return "、".join(f"{extensions.subject_type(code).label} {count}" for code, count in owns(user).items())


def awaited_seats(user: int) -> QuerySet[ApprovalSeat]:
    """Seats of open approvals on which the person's answer is or will be asked."""
    given = Decision.objects.filter(approval=OuterRef("approval"), step=OuterRef("step"), slot=OuterRef("user"))
    open_now = ApprovalSeat.objects.filter(approval__state=ApprovalState.PENDING, step__gte=F("approval__step"))
    return open_now.filter(~Exists(given), user_id=user)


def by_text(text: str) -> Q:
    """Whom a search text means: part of a name, a username, a job title, or pinyin initials."""
    low = text.strip().lower()
    return Q(name__icontains=low) | Q(username__icontains=low) | Q(initials__contains=low) | Q(title__icontains=low)


PEOPLE = Listing(
    code="people",
    label=_("People"),
    subject_type="person",
    base=people,
    view_right=VIEW,
    spine="",
    search=by_text,
    sort="name_key",
    url_name="people:person",
    cards=("unit", "job", "active"),
    columns=(
        Column("name", _("Full name"), default=True, sortable=False),
        Column("initials", _("Initials")),
        Column("username", _("Username"), default=True),
        Column("job", _("Job title"), source="title", default=True),
        Column("unit", _("Unit"), "unit", source="home_unit", shown="home_name", default=True, sortable=False),
        Column("email", _("E-mail")),
        Column("phone", _("Phone")),
        Column("active", _("Active"), "flag", source="is_active", default=True),
        Column("last_seen", _("Last seen"), "moment", right="people.edit"),
        Column("joined", _("Joined"), "moment", source="joined_at"),
        Column("name_key", _("Name order"), filterable=False),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
