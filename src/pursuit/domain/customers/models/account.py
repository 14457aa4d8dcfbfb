"""Companies we sell to, how they stand with us, and how that changed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class Account(Record):
    """A customer company; a group is the parent of its subsidiaries. Name, owner and unit lie on the subject."""

    SUBJECT_TYPE: ClassVar[str] = "account"

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    short_name = models.CharField(max_length=80, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)  # 统一社会信用代码
    industry = models.CharField(max_length=60, blank=True)
    tier = models.CharField(max_length=60, blank=True)
    lifecycle = models.CharField(max_length=60, blank=True)
    credit_grade = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    # Set on a record that was merged away: old links and imports find what it became.
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = RecordQuerySet["Account"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["tier"]),
            models.Index(fields=["industry"]),
            models.Index(fields=["lifecycle"]),
            models.Index(fields=["region"]),
            models.Index(fields=["credit_code"], condition=~models.Q(credit_code=""), name="account_by_credit_code"),
        ]


class AccountChange(models.Model):
    """Tier, lifecycle or credit grade of an account changed: from, to, when, by whom, why."""

    PARENT: ClassVar[str] = "account"

    account = models.ForeignKey(Account, models.CASCADE, related_name="standings", db_index=False)
    what = models.CharField(max_length=20)  # the field: tier, lifecycle, credit_grade
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ChildQuerySet["AccountChange"].as_manager()

    class Meta:
        verbose_name_plural = _("Changes of standing")
        indexes = [models.Index(fields=["account", "-at"], name="accountchange_newest")]


class AccountRelationship(models.Model):
    """One assessment of a layer of the relationship (key people, organisation, breadth). The newest one counts."""

    PARENT: ClassVar[str] = "account"

    account = models.ForeignKey(Account, models.PROTECT, related_name="relationships", db_index=False)
    layer = models.CharField(max_length=60)
    level = models.CharField(max_length=60)
    target_level = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = ChildQuerySet["AccountRelationship"].as_manager()

    class Meta:
        verbose_name_plural = _("Relationship assessments")
        indexes = [models.Index(fields=["account", "layer", "-assessed_on", "-id"], name="relationship_newest")]
