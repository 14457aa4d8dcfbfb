"""Tables of the room."""

from pursuit.domain.playbooks.models.template import AppliedRow, PlanTemplate, TemplateLink, TemplateRow
from pursuit.domain.playbooks.models.tender import RuleDays, Tender, TenderDate

__all__ = ["AppliedRow", "PlanTemplate", "RuleDays", "TemplateLink", "TemplateRow", "Tender", "TenderDate"]
