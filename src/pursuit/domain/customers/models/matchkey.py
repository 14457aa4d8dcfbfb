"""By what a record is recognised as one that is there already."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models import Subject


class MatchKey(models.Model):
    """One normalised value of an account or contact: its bare name, reading, phone, website…

    A merged record leaves its keys to the one that stays, so that it is found under both names.
    """

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="match_keys", db_index=False)
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=240)

    class Meta:
        verbose_name_plural = _("Names and numbers it is found by")
        indexes = [models.Index(fields=["kind", "value", "subject"], name="matchkey_lookup")]
        constraints = [models.UniqueConstraint(fields=["subject", "kind", "value"], name="matchkey_once")]
