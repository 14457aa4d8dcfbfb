"""How a kind of project is run: methods, their published versions, the stages of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models import NamedRow


class Kind(models.TextChoices):
    """A deal has an amount and gates; an initiative（专项）is measured by its goals."""

    DEAL = "deal", _("Deal")
    INITIATIVE = "initiative", _("Initiative")


class Category(models.TextChoices):
    """What being in a stage says about the outcome."""

    OPEN = "open", _("Undecided")
    WON = "won", _("Won")
    CLOSED = "closed", _("Closed")


class Method(NamedRow):
    """A way of working（招投标, 直销…）. New projects take the newest published version."""

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.DEAL)
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]


class MethodVersion(models.Model):
    """A draft until published; immutable afterwards, because running projects keep theirs."""

    method = models.ForeignKey(Method, models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["method", "number"], name="methodversion_once"),
            models.UniqueConstraint(
                fields=["method"], condition=models.Q(published_at=None), name="methodversion_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.number}"


class Stage(NamedRow):
    """One stage. `point_*` is the decision point that stands in front of it（ATI, ATB…）, empty if none does."""

    version = models.ForeignKey(MethodVersion, models.CASCADE, related_name="stages", db_index=False)
    code = models.SlugField(max_length=40)
    position = models.PositiveIntegerField()
    probability = models.PositiveSmallIntegerField(default=0)
    category = models.CharField(max_length=8, choices=Category.choices, default=Category.OPEN)
    point_code = models.CharField(max_length=20, blank=True)
    point_name = models.CharField(max_length=80, blank=True)
    needs_approval = models.BooleanField(default=False)
    max_days = models.PositiveIntegerField(null=True)
    forecast = models.CharField(max_length=60, blank=True)
    guidance = models.TextField(blank=True)
    required = models.JSONField(default=list)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="stage_code_once"),
            models.UniqueConstraint(fields=["version", "position"], name="stage_position_once"),
        ]
