"""Shipped rows of the room, written after migrate where they are missing."""

from pursuit.domain.methods.models import Method, MethodVersion, Stage
from pursuit.domain.methods.shipped import METHODS, ShippedMethod, ShippedStage
from pursuit.kernel import clock


def seed() -> None:
    """Methods by code."""
    have = set(Method.objects.values_list("code", flat=True))
    for position, shipped in enumerate(METHODS):
        if shipped.code not in have:
            _method(shipped, position)


def _method(shipped: ShippedMethod, position: int) -> None:
    method = Method.objects.create(
        code=shipped.code, kind=shipped.kind, name=shipped.name, name_en=shipped.name_en, position=position
    )
    version = MethodVersion.objects.create(method=method, number=1, published_at=clock.now())
    Stage.objects.bulk_create(_stage(version, at, stage) for at, stage in enumerate(shipped.stages))


def _stage(version: MethodVersion, position: int, stage: ShippedStage) -> Stage:
    return Stage(
        version=version,
        code=stage.code,
        name=stage.name,
        name_en=stage.name_en,
        position=position,
        probability=stage.probability,
        category=stage.category,
        point_code=stage.point[0],
        point_name=stage.point[1],
        needs_approval=stage.needs_approval,
        max_days=stage.max_days,
        forecast=stage.forecast,
        guidance=stage.guidance,
        required=list(stage.required),
    )
