"""What decision points ask for, proved before the question is put; what cannot be proved a director waives."""

from pursuit.domain.gates.actions.evidence import set_evidence, waive
from pursuit.domain.gates.models import EvidenceKind
from pursuit.domain.gates.queries import points
from pursuit.domain.projects.queries import moves
from pursuit.domain.projects.queries.projects import project as visible_project
from pursuit.integrations.demo.world import World
from pursuit.kernel.actor import Actor

SAID = {
    EvidenceKind.VISIT: "信息中心主任当面确认：老系统年内必须换掉，需求已列入年度计划。",
    EvidenceKind.DATE: "招标代理口头确认：下季度挂网。",
    EvidenceKind.DOCUMENT: "预算批复复印件在客户处，已看过原件。",
    EvidenceKind.DECISION: "部门例会讨论通过，条款与交付风险可接受。",
    EvidenceKind.FIGURE: "客户回访问卷汇总。",
}
GROUND = "已电话核实，材料一周内补齐。"


def prove(world: World, actor: Actor, project: int, stage: int) -> None:
    """By the one who asks, as far as words go; the rest by a director."""
    row = visible_project(actor, project)
    point = moves.target_of(row, stage).point_code
    found = points.point(row, point)
    if found is None:
        return
    for line in found.lines:
        if line.stops and line.item.kind != EvidenceKind.FACT:
            kind = EvidenceKind(line.item.kind)
            sure = "inferred" if line.item.inferred_will_do else "confirmed"
            set_evidence.run(actor, {"project": project, "item": line.item.pk, "text": SAID[kind], "confidence": sure})
    director = world.staff.actor(world.staff.of("director")[0])
    after = points.point(visible_project(actor, project), point)
    left = [one.item.code for one in after.lines if one.stops] if after else []
    left += [one.what for one in after.demands if one.stops] if after else []
    for what in left:
        waive.run(director, {"project": project, "point": point, "what": what, "reason": GROUND})
