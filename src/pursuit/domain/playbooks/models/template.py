"""Templates: rows of a plan without dates, and what came of them."""

from typing import ClassVar, Self

from django.db import models

from pursuit.domain.methods.models import Method
from pursuit.domain.plans.models import PlanRow, Side
from pursuit.domain.plans.models.plan import VIEW, PlannedQuerySet
from pursuit.kernel.actor import Actor
from pursuit.kernel.models import NamedRow, OrgUnit, User


class TemplateQuerySet(models.QuerySet["PlanTemplate"]):
    """Templates are the company's way of working: whoever sees plans sees them."""

    def visible_to(self, actor: Actor) -> Self:
        return self.all() if actor.may(VIEW) else self.none()


class PlanTemplate(NamedRow):
    """code: of a shipped one; method None: for every method that has the stage; stage "": for any moment; unit: whose
    it is, None for the whole company's; version counts what was saved."""

    code = models.SlugField(max_length=40, blank=True)
    method = models.ForeignKey(Method, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=40, blank=True)
    unit = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    active = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="template_code_once")
        ]


class TemplateRow(models.Model):
    """key: stays when the template is edited; duration, work: minutes; role: who of the team does it.

    anchor: what it hangs on, offset days from there: finished that long before it, or begun that long after it;
    calendar_days: nights and weekends count; tender: the row is that date of the tender itself.
    """

    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="rows", db_index=False)
    key = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, related_name="below")
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    duration = models.PositiveIntegerField(default=480)
    elapsed = models.BooleanField(default=False)
    milestone = models.BooleanField(default=False)
    side = models.PositiveSmallIntegerField(choices=Side.choices, default=Side.OURS)
    role = models.CharField(max_length=60, blank=True)
    percent = models.PositiveSmallIntegerField(default=100)
    work = models.PositiveIntegerField(null=True)
    anchor = models.CharField(max_length=20, blank=True)
    before = models.BooleanField(default=False)
    offset = models.PositiveSmallIntegerField(default=0)
    calendar_days = models.BooleanField(default=False)
    tender = models.CharField(max_length=20, blank=True)
    checks = models.JSONField(default=list)
    evidence = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["template", "key"], name="template_row_once")]


class TemplateLink(models.Model):
    """As in a plan: kind 0 to 3 for FS, SS, FF, SF."""

    before = models.ForeignKey(TemplateRow, models.CASCADE, related_name="followed_by")
    after = models.ForeignKey(TemplateRow, models.CASCADE, related_name="waits_for", db_index=False)
    kind = models.PositiveSmallIntegerField(default=0)
    lag = models.BigIntegerField(default=0)
    unit = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["after", "before"], name="template_link_once")]


class AppliedRow(models.Model):
    """A row of a plan that came from a template. key: of the template's row."""

    SUBJECT: ClassVar[str] = "row__plan__subject__"

    row = models.OneToOneField(PlanRow, models.CASCADE, primary_key=True, related_name="applied")
    template = models.ForeignKey(PlanTemplate, models.CASCADE, related_name="applied")
    key = models.CharField(max_length=40)

    objects = PlannedQuerySet["AppliedRow"].as_manager()
