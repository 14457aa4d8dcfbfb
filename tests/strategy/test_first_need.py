"""What a lead asks for is the first need of the project it becomes."""

from pursuit.domain.market.actions.leads import create_lead
from pursuit.domain.projects.actions.leads import convert_lead
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.models import Need, Strategy
from pursuit.kernel import history, undo
from tests.cast import Cast

WANTED = "高峰时段闸口等待不超过 2 分钟"


def test_nobody_types_it_again(cast: Cast) -> None:
    ar = cast.actor("ar")
    lead = create_lead(actor=ar, title="闸口改造", company="临港港务", contact_name="王处", need=f" {WANTED}\n")
    made = convert_lead(actor=ar, lead=lead.pk)
    need = Need.objects.get()
    assert (need.text, need.number, need.evidence, need.contact) == (WANTED, 1, "来自线索“闸口改造”", made.contact)
    assert need.strategy.project == made.project
    undo.undo(ar, history.latest(made.lead.subject))
    assert not Project.objects.visible_to(ar).exists()
    convert_lead(actor=ar, lead=lead.pk)
    assert Need.objects.filter(strategy__project__subject__deleted_at=None).count() == 1


def test_a_lead_without_words_makes_none(cast: Cast) -> None:
    ar = cast.actor("ar")
    convert_lead(actor=ar, lead=create_lead(actor=ar, title="闸口改造", company="临港港务").pk)
    assert not Need.objects.exists() and not Strategy.objects.exists()
