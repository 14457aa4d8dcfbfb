"""Shipped templates, written after migrate where they are missing."""

from pursuit.domain.methods.models import Method
from pursuit.domain.playbooks.actions.templates import write
from pursuit.domain.playbooks.fields import LinkSpec, RowSpec
from pursuit.domain.playbooks.models import PlanTemplate
from pursuit.domain.playbooks.shipped import TEMPLATES


def seed() -> None:
    """Templates by code; one that people changed or retired stays as it is."""
    have = set(PlanTemplate.objects.exclude(code="").values_list("code", flat=True))
    methods = dict(Method.objects.values_list("code", "pk"))
    for one in TEMPLATES:
        if one.code in have or (one.method and one.method not in methods):
            continue
        row = PlanTemplate.objects.create(
            code=one.code, name=one.name, name_en=one.name_en, method_id=methods.get(one.method), stage=one.stage,
            note=one.note,
        )  # fmt: skip
        rows = [RowSpec.model_validate(each.fields()) for each in one.rows]
        links = [LinkSpec.model_validate(link) for each in one.rows for link in each.links()]
        write(row, rows, links)
