"""Calendar feeds of people."""

from django.db import models

from pursuit.kernel.models import User


class CalendarFeed(models.Model):
    """A calendar its owner reads in another program. Only a hash of its address is kept.

    parts: what is in it; todos: tasks as things to do instead of days, for programs that show such.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=8)
    parts = models.JSONField(default=list)
    todos = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
