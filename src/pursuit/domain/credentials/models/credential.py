"""What the company and its people can prove: qualifications, references, certificates, authorisations."""

from typing import ClassVar

from django.db import models

from pursuit.domain.customers.models import Account
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, Subject, User


class Credential(Record):
    """One paper; its scans are files of the record. expires_on None: it does not run out. holder: of ours, whose
    certificate it is; holder_name: a company or a person without an account; account: whom a reference was delivered
    to, or who authorises us; amount: of a reference's contract; exclusive: one running bid or project at a time."""

    SUBJECT_TYPE: ClassVar[str] = "credential"

    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=120, blank=True)
    level = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    holder = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    holder_name = models.CharField(max_length=200, blank=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    amount = models.BigIntegerField(null=True, blank=True)
    amount_currency = models.CharField(max_length=3, default="CNY")
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    exclusive = models.BooleanField(default=False)
    tags = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    objects = RecordQuerySet["Credential"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["expires_on"], name="credential_by_expiry"),
            models.Index(fields=["kind"], name="credential_by_kind"),
        ]


class CredentialUse(models.Model):
    """Which bid or project occupies it. released_at None: it still does."""

    PARENT = "credential"

    credential = models.ForeignKey(Credential, models.CASCADE, related_name="uses", db_index=False)
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)

    objects = ChildQuerySet["CredentialUse"].as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["credential", "subject"],
                condition=models.Q(released_at=None),
                name="credential_use_once",
            )
        ]
