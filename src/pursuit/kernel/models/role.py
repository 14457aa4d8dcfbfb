"""What people may do: roles made of rights with a scope, granted to a person, at a unit where the scope needs one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models.named import NamedRow
from pursuit.kernel.models.org import OrgUnit
from pursuit.kernel.models.user import User


class Scope(models.TextChoices):
    """How far a right reaches, from nothing but one's own to everything."""

    OWN = "own", _("Own")
    TEAM = "team", _("Team")
    SUBTREE = "subtree", _("Unit and below")
    ALL = "all", _("All")


class Role(NamedRow):
    """A named set of rights."""

    code = models.SlugField(max_length=40, unique=True)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "id"]


class RoleRight(models.Model):
    """One right of a role, with its reach."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="rights", db_index=False)
    right = models.CharField(max_length=80)
    scope = models.CharField(max_length=10, choices=Scope.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "right"], name="roleright_once")]


class Grant(models.Model):
    """A person holds a role; team and subtree reach count from the unit (none: the primary unit)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", db_index=False)
    role = models.ForeignKey(Role, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, blank=True, related_name="grants")
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit"], name="grant_once"),
            models.UniqueConstraint(fields=["user", "role"], condition=models.Q(unit=None), name="grant_once_home"),
        ]
