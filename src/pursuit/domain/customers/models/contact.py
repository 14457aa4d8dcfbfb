"""People at customers, and where they worked when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models.account import Account
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet


class Contact(Record):
    """A person on the customer's side. The name lies on the subject, the companies on the affiliations."""

    SUBJECT_TYPE: ClassVar[str] = "contact"

    # Where the person is now, by the primary affiliation: kept by the affiliation actions so that lists can sort by it.
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="contacts")
    job_title = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=120, blank=True)
    mobile = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=200, blank=True)
    wechat = models.CharField(max_length=80, blank=True)
    birthday = models.DateField(null=True, blank=True)
    preferences = models.TextField(blank=True)
    reports_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reports")
    left_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = RecordQuerySet["Contact"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["department"]), models.Index(fields=["job_title"])]


class Affiliation(models.Model):
    """A person holds a post at a company between two days; the primary one is where we meet them now."""

    PARENT: ClassVar[str] = "account"

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="affiliations", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="affiliations", db_index=False)
    job_title = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=120, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    is_primary = models.BooleanField(default=False)

    objects = ChildQuerySet["Affiliation"].as_manager()

    class Meta:
        verbose_name_plural = _("Affiliations")
        indexes = [models.Index(fields=["account", "contact"]), models.Index(fields=["contact", "-is_primary"])]
