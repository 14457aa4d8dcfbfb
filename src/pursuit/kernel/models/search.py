"""What search looks in, computed at write time. The index itself (FTS5, GIN) is made by a migration."""

from django.db import models

from pursuit.kernel.models.subject import Subject


class SearchText(models.Model):
    """The text of a subject as people may search it, lower case, with its pinyin initials."""

    subject = models.OneToOneField(Subject, models.CASCADE, primary_key=True, related_name="search_text")
    text = models.TextField()
    initials = models.TextField()
