"""Files: bytes lie in FILES_ROOT under a generated name, the row says what they are."""

from django.db import models

from pursuit.kernel.models.subject import Subject
from pursuit.kernel.models.user import User


class StoredFile(models.Model):
    """An uploaded file. Until attached to a subject only its uploader can see it."""

    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="files", db_index=False)
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=80, unique=True)
    content_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaced_by")
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject", "-uploaded_at"])]
