"""What a decision point asks to be proved: the company's lists, from which every project is measured."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.domain.methods.models import Method
from pursuit.kernel.models import NamedRow


class EvidenceKind(models.TextChoices):
    """What proves a claim. A fact is read from the system itself; nobody types it."""

    DOCUMENT = "document", _("Document")
    VISIT = "visit", _("Visit")
    DECISION = "decision", _("Decision")
    FIGURE = "figure", _("Figure given")
    DATE = "date", _("Date")
    FACT = "fact", _("Fact of the system")


class Confidence(models.TextChoices):
    """How sure we are."""

    CONFIRMED = "confirmed", _("Confirmed")
    INFERRED = "inferred", _("Inferred")
    UNKNOWN = "unknown", _("Unknown")


class ChecklistItem(NamedRow):
    """A claim to be proved at a decision point. point: its code in the method; method None: all; grades: letters it
    applies to, empty: all; required: without it the point is not passed; valid_days: how long its proof holds, None:
    for good; fact: code of the fact, for kind `fact`; inferred_will_do: an inference is enough."""

    code = models.SlugField(max_length=60, unique=True)
    point = models.CharField(max_length=20)
    method = models.ForeignKey(Method, models.PROTECT, null=True, related_name="+")
    grades = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10, choices=EvidenceKind.choices)
    fact = models.CharField(max_length=60, blank=True)
    weight = models.PositiveSmallIntegerField(default=10)
    required = models.BooleanField(default=True)
    inferred_will_do = models.BooleanField(default=False)
    valid_days = models.PositiveSmallIntegerField(null=True)
    guidance = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["point", "position", "id"]
