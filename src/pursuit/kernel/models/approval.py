"""Approvals: routes by kind and limit, the request, its steps, and one decision row per step."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models.named import NamedRow
from pursuit.kernel.models.org import OrgUnit
from pursuit.kernel.models.role import Role
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.models.user import User


class ApprovalRoute(NamedRow):
    """Which steps a request of a kind takes; the first active route whose limits hold is used."""

    kind = models.CharField(max_length=60)
    position = models.PositiveIntegerField(default=0)
    floor = models.BigIntegerField(null=True, blank=True)  # company currency, minor units, inclusive
    ceiling = models.BigIntegerField(null=True, blank=True)  # exclusive
    grades = models.CharField(max_length=20, blank=True)  # letters it applies to; empty: all
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["kind", "position", "id"]


class Approver(models.TextChoices):
    """How the people of a step are found."""

    HEAD = "head", _("Head of the unit")
    UPPER = "upper", _("Head of the unit above")
    ROLE = "role", _("Holders of a role")
    USER = "user", _("A named person")


class RouteStep(models.Model):
    """One step of a route; `everyone`: all its people must agree, otherwise the first answer decides."""

    route = models.ForeignKey(ApprovalRoute, models.CASCADE, related_name="steps")
    position = models.PositiveIntegerField()
    approver = models.CharField(max_length=10, choices=Approver.choices)
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    everyone = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]


class ApprovalState(models.TextChoices):
    PENDING = "pending", _("Pending")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Approval(models.Model):
    """A question put to people, about a subject. `payload` is what the asking room needs to act on the answer."""

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="approvals")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True)  # company currency, minor units
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ApprovalState.choices, default=ApprovalState.PENDING)
    step = models.PositiveIntegerField(default=0)
    requested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["state", "-requested_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind"], condition=models.Q(state="pending"), name="approval_one_pending"
            ),
        ]


class ApprovalSeat(models.Model):
    """A person asked at a step of a request (a snapshot of the route at the time of asking)."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="seats", db_index=False)
    step = models.PositiveIntegerField()
    user = models.ForeignKey(User, models.PROTECT, related_name="seats", db_index=False)
    everyone = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approval", "step", "user"], name="seat_once")]
        indexes = [models.Index(fields=["user", "approval"])]


class Decision(models.Model):
    """The answer. `slot` is 0 where the first answer decides and the seat's person where everyone must agree,
    so that the unique key lets two approvers at once decide only once."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="decisions", db_index=False)
    step = models.PositiveIntegerField()
    slot = models.BigIntegerField(default=0)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    approved = models.BooleanField()
    comment = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["approval", "step", "slot"], name="decision_once")]
