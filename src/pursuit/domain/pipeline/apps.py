"""Django's entry for the room."""

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class PipelineConfig(AppConfig):
    name = "pursuit.domain.pipeline"
    label = "pipeline"

    def ready(self) -> None:
        pre_migrate.connect(_before, sender=self)
        post_migrate.connect(_after, sender=self)


def _before(*, using: str, **_signal: object) -> None:
    from pursuit.domain.pipeline.models import triggers  # noqa: PLC0415  models load only now

    with connections[using].schema_editor() as editor:
        triggers.drop(editor)


def _after(*, using: str, **_signal: object) -> None:
    from pursuit.domain.pipeline.models import triggers  # noqa: PLC0415  models load only now

    connection = connections[using]
    if triggers.TALLY not in connection.introspection.table_names():
        return  # only some other app was migrated
    with connection.schema_editor() as editor:
        triggers.drop(editor)
        triggers.count_anew(editor)
        triggers.create(editor)
