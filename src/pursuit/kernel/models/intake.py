"""What came in from other systems: batches, refused rows, marks on what has no subject, saved mappings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pursuit.kernel.models.user import User


class BatchState(models.TextChoices):
    DRAFT = "draft", _("In preparation")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")
    UNDONE = "undone", _("Undone")


class ImportBatch(models.Model):
    """One import. Its number stands on every subject and event it made; `position` moves with each committed chunk."""

    source = models.CharField(max_length=20)
    files = models.JSONField()  # [{name, bytes, sha256}]
    fingerprint = models.CharField(max_length=64)  # of files and plan: by it a killed import is found again
    plan = models.JSONField()
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.RUNNING)
    position = models.JSONField(default=dict)  # {table, row}: everything up to there is written
    receipt = models.JSONField(default=dict)
    preparation = models.JSONField(default=dict)  # what the pages keep: tables as they look, repairs, jobs
    numbers = models.JSONField(default=dict)  # {"before"/"after": {prefix-year: last number given out}}
    holder = models.CharField(max_length=80, blank=True)  # machine and process that work on it
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["fingerprint", "state"]), models.Index(fields=["created_by", "-id"])]


class RefusedRow(models.Model):
    """One fault of one row of a file, with the row as it stood there, so that it can be repaired."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="refused", db_index=False)
    table = models.CharField(max_length=200)
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=40)
    message = models.CharField(max_length=500)
    cells = models.JSONField()  # {column: text}
    known_as = models.CharField(max_length=120, blank=True)  # what the row goes by where the file has no id for it

    class Meta:
        indexes = [models.Index(fields=["batch", "id"])]


class ImportMark(models.Model):
    """Where something without a subject (a comment, a person, a term…) came from."""

    batch = models.ForeignKey(ImportBatch, models.PROTECT, related_name="marks")
    source = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    source_id = models.CharField(max_length=200)
    row = models.BigIntegerField()
    data = models.JSONField(default=dict)  # what taking it back needs

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "kind", "source_id"], name="importmark_once")]


class SavedMapping(models.Model):
    """How the columns of one kind of file are read, under a name; found again by the file's header."""

    name = models.CharField(max_length=120, unique=True)
    source = models.CharField(max_length=20)
    signature = models.CharField(max_length=64, db_index=True)  # of the header's labels in order of the alphabet
    plan = models.JSONField()
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
