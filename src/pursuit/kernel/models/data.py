"""Small tables of the platform: company settings, revisions, numbering, shipped terms, custom fields, saved views."""

from django.db import models

from pursuit.kernel.models.named import NamedRow
from pursuit.kernel.models.subject import Subject
from pursuit.kernel.models.user import User


class Setting(models.Model):
    """One fact about the company (name, currency, set-up done…)."""

    code = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField()


class Revision(models.Model):
    """A counter per kind of slowly changing data; processes drop their cached copy when it has moved."""

    code = models.CharField(max_length=40, primary_key=True)
    value = models.BigIntegerField(default=0)


class Sequence(models.Model):
    """The last number given out under a prefix in a year."""

    prefix = models.CharField(max_length=10)
    year = models.PositiveIntegerField()
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="sequence_once")]


class Term(NamedRow):
    """One entry of an editable list (industries, loss reasons…); two levels by `parent`."""

    list = models.CharField(max_length=60)
    code = models.SlugField(max_length=60)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["list", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["list", "code"], name="term_once")]


class CustomField(NamedRow):
    """A field people added to a subject type."""

    subject_type = models.CharField(max_length=40)
    code = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10)
    choices = models.JSONField(default=list, blank=True)
    required = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["subject_type", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["subject_type", "code"], name="customfield_once")]


class CustomValue(models.Model):
    """A typed value: exactly one of the columns is used, by the field's kind (number: value × 10**6)."""

    subject = models.ForeignKey(Subject, models.CASCADE, related_name="custom_values", db_index=False)
    field = models.ForeignKey(CustomField, models.PROTECT, related_name="values", db_index=False)
    text = models.CharField(max_length=500, null=True)  # noqa: DJ001  null = not this column
    number = models.BigIntegerField(null=True)
    day = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "field"], name="customvalue_once")]
        indexes = [
            models.Index(fields=["field", "text"]),
            models.Index(fields=["field", "number"]),
            models.Index(fields=["field", "day"]),
        ]


class SavedView(models.Model):
    """A list's filters, columns and sort under a name; shared ones are read-only for others."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="saved_views", db_index=False)
    listing = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=2000)
    shared = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "listing", "name"], name="savedview_once")]
        indexes = [models.Index(fields=["listing", "shared"])]
