"""Imports for the pages about them, each made when it is first asked for: prepared, checked, done. They write no record
that other rows of the matrix could meet."""

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.integrations.intake import jobs as work
from pursuit.integrations.intake import preparing
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.plan import parse
from pursuit.kernel import importdrafts as drafts
from pursuit.kernel.models import ImportBatch, Job

if TYPE_CHECKING:
    from tests.matrix.world import World

BAD = '编号,项目名称,金额(万元),负责人\nD-1,,1,某人\nD-2,泵站,"1,2,3.4",某人\nD-3,,3,某人\nD-4,,40,某人\n'


def _draft(world: "World", name: str) -> ImportBatch:
    return preparing.receive(world.cast.actor("admin"), [SimpleUploadedFile(name, BAD.encode())])


def prepared(world: "World") -> int:
    """Looked at, nothing more."""
    found = ImportBatch.objects.filter(state="draft", preparation__checked="").order_by("pk").first()
    return (found or _draft(world, "商机.csv")).pk


def checked(world: "World") -> int:
    """With rows that stay out and a question."""
    found = ImportBatch.objects.filter(state="draft").exclude(preparation__checked="").order_by("pk").first()
    if found is None:
        found = _draft(world, "待检查.csv")
        work.check(world.cast.actor("admin"), found.pk)
    return found.pk


def done(world: "World") -> int:
    """With a receipt: no row of it was good."""
    found = ImportBatch.objects.filter(state="done").order_by("pk").first()
    if found is None:
        actor = world.cast.actor("admin")
        found = drafts.start(actor, _draft(world, "坏行.csv").pk, work.RUN)
        Job.objects.filter(pk=found.preparation["job"]).update(state="done")
        tables, paths = preparing.tables_of(found), preparing.paths_of(found)
        Import(actor, parse(found.plan), tables, paths, draft=found.pk).run()
    return found.pk
