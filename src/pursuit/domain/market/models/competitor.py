"""Who else wants the business."""

from typing import ClassVar

from django.db import models

from pursuit.kernel.models import Record, RecordQuerySet


class Competitor(Record):
    """A rival company and what we know about beating it. Its name lies on the subject."""

    SUBJECT_TYPE: ClassVar[str] = "competitor"

    short_name = models.CharField(max_length=80, blank=True)
    website = models.CharField(max_length=200, blank=True)
    products = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)
    price_level = models.CharField(max_length=60, blank=True)
    battlecard = models.TextField(blank=True)
    note = models.TextField(blank=True)

    objects = RecordQuerySet["Competitor"].as_manager()
