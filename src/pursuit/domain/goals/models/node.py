"""The decomposition of a goal: a tree of units, people, products and customers, and its figures by month."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.models import Product
from pursuit.domain.customers.models import Account
from pursuit.domain.goals.models.goal import Goal
from pursuit.kernel import access
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import OrgUnit, User

VIEW, EDIT = "goals.view", "goals.edit"


def within_reach(actor: Actor, prefix: str = "") -> Q:
    """Nodes of units the actor reaches, and one's own."""
    reach = actor.reach(VIEW)
    return Q(**{f"{prefix}unit__in": reach.units}) | Q(**{f"{prefix}user": actor.user_id})


class NodeQuerySet(models.QuerySet["Node"]):
    """Of goals one sees: all where one's right reaches the goal itself, else one's own part of the tree."""

    def visible_to(self, actor: Actor) -> Self:
        reach = actor.reach(VIEW)
        if reach.all:
            return self.filter(goal__subject__deleted_at=None)
        if not reach:
            return self.none()
        own = Q(goal__subject__owner=actor.user_id) | Q(goal__subject__unit__in=reach.units)
        of_project = Q(goal__project__isnull=False) & access.type_q(actor, "project", "goal__project__subject__")
        mine = own | of_project | within_reach(actor)
        return self.filter(mine & access.type_q(actor, Goal.SUBJECT_TYPE, "goal__subject__"))


class Kind(models.TextChoices):
    UNIT = "unit", _("Unit")
    PERSON = "person", _("Person")
    PRODUCT = "product", _("Product")
    ACCOUNT = "account", _("Customer")


class Node(models.Model):
    """Part of a goal. Without a parent it is the whole. unit: whose it is, also of people, products and customers below
    a unit; leaf: nothing is below it, so that what it commits to counts."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="nodes")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, null=True, related_name="goal_parts")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="goal_parts")
    place = models.PositiveIntegerField(default=0)
    leaf = models.BooleanField(default=True)

    objects = NodeQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("Parts of goals")
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(fields=["goal"], condition=Q(parent=None), name="goal_node_root_once"),
            models.UniqueConstraint(fields=["parent", "kind", "unit"], condition=Q(kind="unit"), name="node_unit_once"),
            models.UniqueConstraint(fields=["parent", "user"], condition=Q(kind="person"), name="node_person_once"),
            # Customers and products are merged: two parts of one may then stand side by side.
        ]


class NodeAbove(models.Model):
    """Each node with everything above it, itself at distance 0: sums over a part of the tree are one query."""

    above = models.ForeignKey(Node, models.CASCADE, related_name="below_it", db_index=False)
    node = models.ForeignKey(Node, models.CASCADE, related_name="above_it", db_index=False)
    distance = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "above"], name="node_above_once")]
        indexes = [models.Index(fields=["above", "distance", "node"], name="node_below")]


class Cell(models.Model):
    """The figures of a node in a month. given: from above; committed: what its people say they will reach."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="cells", db_index=False)
    month = models.DateField()
    given = models.BigIntegerField(null=True)
    committed = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["node", "month"], name="cell_of_month")]
