"""A project's tender: by which procedure, its dates, and the company's own numbers of days."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.plans.models import PlanRow
from pursuit.domain.projects.models import Project
from pursuit.kernel.models import ChildQuerySet


class Procedure(models.TextChoices):
    """How the customer buys, and therefore which law sets the dates."""

    OPEN = "open", _("Open tender (Bidding Law)")
    INVITED = "invited", _("Invited tender (Bidding Law)")
    GOV_OPEN = "gov_open", _("Government procurement: open tender")
    GOV_NEGOTIATION = "gov_negotiation", _("Government procurement: competitive negotiation")
    GOV_CONSULTATION = "gov_consultation", _("Government procurement: competitive consultation")
    GOV_INQUIRY = "gov_inquiry", _("Government procurement: inquiry")
    GOV_SINGLE = "gov_single", _("Government procurement: single source")
    ENTERPRISE = "enterprise", _("Enterprise procurement without tender")


class Tender(models.Model):
    """budget: the customer's, or the estimated price; bond: both in minor units of `currency`; compulsory: the law
    demands a tender, so its periods bind the customer; validity_days: of the bid, from the opening."""

    PARENT = "project"

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="tender")
    procedure = models.CharField(max_length=20, choices=Procedure.choices, default=Procedure.OPEN)
    compulsory = models.BooleanField(default=True)
    budget = models.BigIntegerField(null=True)
    bond = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3, default="CNY")
    validity_days = models.PositiveSmallIntegerField(null=True)

    objects = ChildQuerySet["Tender"].as_manager()


class TenderDate(models.Model):
    """at: an instant as in plans; midnight means the whole day. row: the milestone that moves with it."""

    PARENT = "project"

    project = models.ForeignKey(Project, models.CASCADE, related_name="tender_dates", db_index=False)
    kind = models.CharField(max_length=20)
    at = models.BigIntegerField()
    row = models.ForeignKey(PlanRow, models.SET_NULL, null=True, related_name="tender_dates")
    note = models.CharField(max_length=200, blank=True)

    objects = ChildQuerySet["TenderDate"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "kind"], name="tender_date_once")]
        indexes = [models.Index(fields=["at"], name="tender_date_by_day")]


class RuleDays(models.Model):
    """A rule as this company wants it. days None: as shipped; active False: it is not looked at."""

    code = models.CharField(max_length=40, unique=True)
    days = models.PositiveSmallIntegerField(null=True)
    active = models.BooleanField(default=True)
