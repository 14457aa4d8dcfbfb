"""Looking at skills: row by row (who claims what, what waits for confirmation), and as people × skills."""

from django.db.models import Case, CharField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pursuit.domain.people.models import Level, PersonSkill
from pursuit.domain.people.queries import people, scope
from pursuit.kernel import clock, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.models import User

VIEW = "people.skills.view"
LEVELS = tuple((str(level.value), level.label) for level in Level)
CLAIMED = _("claimed")
STANDINGS = (("claimed", _("To be confirmed")), ("confirmed", _("Has been confirmed")), ("expired", _("Expired")))
# A level and a letter: what is confirmed stands above what is only claimed (or was confirmed until a day now past).
MARKS = tuple(
    (f"{level}{letter}", label if letter == "b" else format_lazy("{} ({})", label, CLAIMED))
    for level, label in LEVELS
    for letter in "ab"
)
SHOWN = 8  # skills shown before somebody chooses columns


def at_least(level: int) -> str:
    """The marks of a level and those above, as a filter of the matrix takes them."""
    return ",".join(mark for mark, _label in MARKS if int(mark[0]) >= level)


def skills(actor: Actor) -> QuerySet[PersonSkill]:
    """What people can do, with the standing of each row."""
    past = Q(valid_until__lt=clock.today())
    standing = Case(When(past, then=Value("expired")), When(confirmed_at=None, then=Value("claimed")),
                    default=Value("confirmed"), output_field=CharField())  # fmt: skip
    home = people.home(OuterRef("user_id"))
    return PersonSkill.objects.visible_to(actor).annotate(
        standing=standing,
        level_code=Cast("level", CharField()),
        home_unit=Subquery(home.values("unit_id")[:1]),
        home_name=Subquery(home.values("unit__name")[:1]),
    )


def skill(actor: Actor, pk: int) -> PersonSkill:
    """One visible row."""
    row = skills(actor).select_related("user").filter(pk=pk).first()
    if row is None:
        raise Missing("not_found", _("There is no such entry, or you cannot see it."))
    return row


def of_person(actor: Actor, user: int) -> list[PersonSkill]:
    """A person's skills, the best first."""
    return list(skills(actor).filter(user_id=user).select_related("confirmed_by").order_by("-level", "pk"))


def may_confirm(actor: Actor, user: User) -> bool:
    """Whoever the right reaches from and the head of the person's unit; nobody their own."""
    reached = scope.reaches(actor, "people.skills.confirm", user) or scope.leads(actor, user)
    return reached and user.pk != actor.user_id


def matrix(actor: Actor) -> QuerySet[User]:
    """Active people with the mark of each skill on offer."""
    letter = Case(When(standing="confirmed", then=Value("b")), default=Value("a"))
    rows = skills(actor).filter(user=OuterRef("pk"))
    rows = rows.annotate(mark=Concat("level_code", letter, output_field=CharField()))
    marks = {path(one): Subquery(rows.filter(skill=one.code).values("mark")[:1]) for one in terms.entries("skill")}
    return people.people(actor).filter(is_active=True).annotate(**marks)


def path(entry: terms.Entry) -> str:
    """Where the matrix keeps a skill."""
    return f"skill_{entry.id}"


class Matrix(Listing):
    """Besides its own columns one for each skill on offer."""

    def columns_for(self, actor: Actor) -> dict[str, Column]:
        found = super().columns_for(actor)
        for place, one in enumerate(terms.entries("skill")):
            code = f"skill.{one.code}"
            found[code] = Column(code, one.label, "choice", source=path(one), choices=MARKS, group=False,
                                 default=place < SHOWN)  # fmt: skip
        return found


MATRIX = Matrix(
    code="skill-matrix",
    label=_("Skill matrix"),
    subject_type="",
    base=matrix,
    view_right=VIEW,
    spine="",
    search=people.by_text,
    sort="name_key",
    url_name="people:person",
    asks=("unit", "job"),
    columns=(
        Column("name", _("Full name"), default=True, sortable=False),
        Column("unit", _("Unit"), "unit", source="home_unit", shown="home_name", default=True, sortable=False),
        Column("job", _("Job title"), source="title"),
        Column("name_key", _("Name order"), filterable=False),
    ),
)
SKILLS = Listing(
    code="skills",
    label=_("Skills"),
    subject_type="person_skill",
    base=lambda actor: skills(actor).filter(user__is_active=True),
    view_right=VIEW,
    spine="",
    searchable=False,
    sort="-changed",
    url_name="people:skill",
    cards=("skill", "level", "standing"),
    columns=(
        Column("user", _("Person"), "user", source="user_id", shown="user__name", default=True),
        Column("unit", _("Unit"), "unit", source="home_unit", shown="home_name", sortable=False),
        Column("skill", _("Skill"), "term", term="skill", default=True),
        Column("level", _("Level"), "choice", source="level_code", choices=LEVELS, default=True),
        Column("standing", _("Standing"), "choice", choices=STANDINGS, default=True, sortable=False),
        Column("evidence_kind", _("Kind of evidence"), "term", term="skill_evidence"),
        Column("evidence", _("Evidence"), default=True, sortable=False),
        Column("valid_until", _("Valid until"), "date", default=True),
        Column("confirmed_by", _("Confirmed by"), "user", source="confirmed_by_id", shown="confirmed_by__name"),
        Column("changed", _("Entered"), "moment", source="changed_at", default=True),
        Column("version", _("Version"), "number", filterable=False, sortable=False),
    ),
)
