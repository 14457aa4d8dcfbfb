"""What the room declares: rights, lists of terms, listings, the hand-over job."""

from django.utils.translation import gettext_lazy as _

from pursuit.domain.people import terms as lists
from pursuit.domain.people.actions import (
    absences,
    company,
    deputies,
    grants,
    hand_over,
    hand_over_job,
    invitations,
    members,
    owners,
    planning,
    rates,
    roles,
    routes,
    skills,
    term_lists,
    units,
    users,
)
from pursuit.domain.people.queries.absences import ABSENCES
from pursuit.domain.people.queries.hand_over import HAND_OVER_LINES, HAND_OVERS
from pursuit.domain.people.queries.people import PEOPLE
from pursuit.domain.people.queries.planning import CAPACITIES, COST_RATES
from pursuit.domain.people.queries.roles import ROLES
from pursuit.domain.people.queries.skills import MATRIX, SKILLS
from pursuit.domain.people.queries.units import UNITS
from pursuit.kernel import jobs, listing, rights, terms
from pursuit.kernel.platform import EVERYBODY, WITH_GUEST
from pursuit.kernel.rights import Right
from pursuit.kernel.trail import TRAIL

# Importing the actions registers them.
ACTIONS = (absences, company, deputies, grants, hand_over, invitations, members, owners, planning, rates, roles, routes,
           skills, term_lists, units, users)  # fmt: skip
ADMIN = {"admin": "all"}
LEADERS = {"admin": "all", "director": "subtree", "manager": "subtree"}
PLANNERS = LEADERS | {"operations": "all"}
OWN = dict.fromkeys(EVERYBODY, "own")
TEAM = dict.fromkeys(EVERYBODY, "team")


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right("people.view", _("See people and units"), scoped=False, defaults=WITH_GUEST),
        Right("people.edit", _("Manage people's accounts"), scoped=False, defaults=ADMIN),
        Right("people.profile", _("Change one's own profile"), scoped=False, defaults=WITH_GUEST),
        Right("people.deputy", _("Name deputies"), defaults=OWN | LEADERS),
        Right("people.absence.view", _("See absences"), defaults=TEAM | LEADERS),
        Right("people.absence.edit", _("Enter absences"), defaults=OWN | LEADERS),
        Right("people.field.absence_note", _("Read notes on absences"), scoped=False, defaults=ADMIN),
        Right("people.skills.view", _("See what people can do"), defaults=EVERYBODY),
        Right("people.skills.edit", _("Enter what people can do"), defaults=OWN | LEADERS),
        Right("people.skills.confirm", _("Confirm what people can do"), defaults=LEADERS),
        Right("people.capacity.view", _("See people's capacity"), defaults=TEAM | PLANNERS),
        Right("people.capacity.edit", _("Set people's capacity"), defaults=PLANNERS),
        Right("people.rates.view", _("See what people's hours cost"), defaults=ADMIN | {"finance": "all"}),
        Right("people.rates.edit", _("Set what people's hours cost"), defaults=ADMIN | {"finance": "all"}),
        Right("people.handover", _("Hand records over"), defaults=OWN | LEADERS | {"operations": "all"}),
        Right("org.edit", _("Change the organisation"), scoped=False, defaults=ADMIN),
        Right("roles.edit", _("Change roles and grants"), scoped=False, defaults=ADMIN),
        # Only the system itself holds these two: they are used before anybody holds anything.
        Right("people.found", _("Found the company"), scoped=False),
        Right("people.enter", _("Accept an invitation"), scoped=False),
    )
    terms.declare(*lists.ALL)
    jobs.declare(jobs.JobKind(hand_over_job.JOB, _("Hand-over"), hand_over_job.run))
    listing.register(PEOPLE, UNITS, ROLES, ABSENCES, HAND_OVERS, HAND_OVER_LINES, TRAIL, SKILLS, MATRIX,
                     CAPACITIES, COST_RATES)  # fmt: skip
