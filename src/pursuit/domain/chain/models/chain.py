"""The decision chain（决策链）of a project: a record of its own, because fewer people may see it than the project."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.customers.models import Contact
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet, Record, RecordQuerySet, User


class Chain(Record):
    """Nobody's grants reach it: the core team and named leaders hold shares of it."""

    SUBJECT_TYPE: ClassVar[str] = "chain"

    project = models.OneToOneField(Project, models.PROTECT, related_name="chain")

    objects = RecordQuerySet["Chain"].as_manager()


class ChainMember(models.Model):
    """A person on the customer's side; `evidence` says per assessed value why we think so."""

    PARENT = "chain"

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="members")
    contact = models.ForeignKey(Contact, models.PROTECT, null=True, related_name="chain_seats")
    name = models.CharField(max_length=80, blank=True)
    department = models.CharField(max_length=80, blank=True)
    job_title = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=60, blank=True)  # ADSI
    buying_role = models.CharField(max_length=60, blank=True)
    support = models.SmallIntegerField(null=True)  # -1 … 3
    influence = models.PositiveSmallIntegerField(null=True)  # 1 … 10
    response_mode = models.CharField(max_length=60, blank=True)
    closeness = models.PositiveSmallIntegerField(null=True)  # 0 … 100
    personal_win = models.TextField(blank=True)
    organisational_result = models.TextField(blank=True)
    last_contact_on = models.DateField(null=True)
    contact_every_days = models.PositiveSmallIntegerField(null=True)
    evidence = models.JSONField(default=dict)  # {value: {"text", "on", "confidence"}}
    left_at = models.DateTimeField(null=True)

    objects = ChildQuerySet["ChainMember"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "contact"],
                condition=models.Q(contact__isnull=False, left_at=None),
                name="chainmember_once",
            ),
        ]


class EdgeKind(models.TextChoices):
    """How two people of the chain hang together."""

    REPORTS = "reports_to", _("Reports to")
    INFLUENCES = "influences", _("Influences")
    ALLIANCE = "alliance", _("Alliance")
    CONFLICT = "conflict", _("Conflict")
    PRIVATE = "private", _("Private tie")


class ChainEdge(models.Model):
    """A tie between two members."""

    PARENT = "chain"

    chain = models.ForeignKey(Chain, models.CASCADE, related_name="edges")
    source = models.ForeignKey(ChainMember, models.CASCADE, related_name="ties_out", db_index=False)
    target = models.ForeignKey(ChainMember, models.CASCADE, related_name="ties_in")
    kind = models.CharField(max_length=12, choices=EdgeKind.choices)
    strength = models.PositiveSmallIntegerField(null=True)  # 1 … 3
    evidence = models.TextField(blank=True)

    objects = ChildQuerySet["ChainEdge"].as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="chainedge_once")]


class ChainNote(models.Model):
    """A note on a member that only its author ever sees."""

    member = models.ForeignKey(ChainMember, models.CASCADE, related_name="notes", db_index=False)
    author = models.ForeignKey(User, models.CASCADE, related_name="+")
    text = models.TextField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "author"], name="chainnote_once")]
