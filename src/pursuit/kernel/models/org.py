"""The organisation as a tree of units, who belongs where, and who stands in for whom."""

from django.db import models
from tree_queries.models import TreeNode

from pursuit.kernel.models.user import User


class OrgUnit(TreeNode):
    """A company, region, department or team."""

    name = models.CharField(max_length=120)
    code = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="orgunit_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person belongs to a unit from a day on; one unit is the primary one; a head leads it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", db_index=False)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="memberships")
    is_primary = models.BooleanField(default=True)
    is_head = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit"], name="membership_once"),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(is_primary=True), name="membership_one_primary"
            ),
        ]


class Deputy(models.Model):
    """Stands in for an absent person: gets and decides their approvals between two days."""

    user = models.ForeignKey(User, models.CASCADE, related_name="deputies")
    deputy = models.ForeignKey(User, models.CASCADE, related_name="deputy_for", db_index=False)
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["deputy", "since", "until"])]
