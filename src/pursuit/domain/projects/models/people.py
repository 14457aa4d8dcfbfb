"""Who works on a project, and which companies take part."""

from django.db import models

from pursuit.domain.customers.models import Account
from pursuit.domain.projects.models.project import Project
from pursuit.kernel.models import ChildQuerySet, User

TRIANGLE = ("ar", "sr", "fr")


class TeamMember(models.Model):
    """A person's role on a project. A row that has ended stays as history."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="team")
    user = models.ForeignKey(User, models.PROTECT, related_name="project_roles", db_index=False)
    role = models.CharField(max_length=60)
    core = models.BooleanField(default=False)
    allocation = models.PositiveSmallIntegerField(null=True)  # percent of working time
    since = models.DateField()
    until = models.DateField(null=True)  # planned, or real once no longer active
    active = models.BooleanField(default=True)

    objects = ChildQuerySet["TeamMember"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "role"],
                condition=models.Q(active=True, role__in=TRIANGLE),
                name="team_one_of_the_triangle",
            ),
            models.UniqueConstraint(
                fields=["project", "user", "role"], condition=models.Q(active=True), name="team_role_once"
            ),
        ]
        indexes = [models.Index(fields=["user", "active"])]


class Party(models.Model):
    """A company that takes part（业主, 设计院, 总包…）: one of our accounts, or a name."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="parties")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="project_parties")
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=60)
    note = models.TextField(blank=True)

    objects = ChildQuerySet["Party"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "account", "role"], condition=models.Q(account__isnull=False), name="party_role_once"
            )
        ]
