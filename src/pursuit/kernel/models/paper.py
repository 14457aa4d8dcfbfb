"""The company's own templates of papers."""

from django.db import models

from pursuit.kernel.models.user import User


class PaperTemplate(models.Model):
    """A Word file with names in double braces. The newest that is not retired is used; older ones stay."""

    form = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    put_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form"], condition=models.Q(retired_at=None), name="paper_template_one")
        ]
