"""Single-use tokens by which a person sets their password without being signed in."""

from django.db import models

from pursuit.kernel.models import User


class Invitation(models.Model):
    """One invitation. Only a hash of the token is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="invitations")
    hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
