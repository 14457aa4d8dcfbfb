"""Rows of shipped lists: a name in Chinese and one in English; an edited row is no longer translated."""

from django.db import models
from django.utils.translation import get_language


class NamedRow(models.Model):
    """A row people see by name. `edited` stops the English name from being shown beside a changed Chinese one."""

    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    edited = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return pick_name(self.name, self.name_en, edited=self.edited)


def pick_name(name: str, name_en: str, *, edited: bool) -> str:
    """The name for the language of the moment."""
    if not edited and name_en and (get_language() or "").startswith("en"):
        return name_en
    return name
