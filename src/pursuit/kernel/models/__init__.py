"""All tables of the kernel."""

from pursuit.kernel.models.approval import (
    Approval,
    ApprovalRoute,
    ApprovalSeat,
    ApprovalState,
    Approver,
    Decision,
    RouteStep,
)
from pursuit.kernel.models.data import CustomField, CustomValue, Revision, SavedView, Sequence, Setting, Term
from pursuit.kernel.models.door import ApiToken, IdempotentReply, LoggedLook
from pursuit.kernel.models.event import Event, EventPayload, Seal
from pursuit.kernel.models.file import StoredFile
from pursuit.kernel.models.intake import BatchState, ImportBatch, ImportMark, RefusedRow, SavedMapping
from pursuit.kernel.models.job import Job, JobState, OutboxMessage
from pursuit.kernel.models.money import ExchangeRate
from pursuit.kernel.models.named import NamedRow
from pursuit.kernel.models.org import Deputy, Membership, OrgUnit
from pursuit.kernel.models.paper import PaperTemplate
from pursuit.kernel.models.record import ChildQuerySet, Record, RecordQuerySet, visible_rows
from pursuit.kernel.models.role import Grant, Role, RoleRight, Scope
from pursuit.kernel.models.search import SearchText
from pursuit.kernel.models.subject import Level, Share, Subject, SubjectQuerySet
from pursuit.kernel.models.user import User, private

__all__ = [
    "ApiToken",
    "Approval",
    "ApprovalRoute",
    "ApprovalSeat",
    "ApprovalState",
    "Approver",
    "BatchState",
    "ChildQuerySet",
    "CustomField",
    "CustomValue",
    "Decision",
    "Deputy",
    "Event",
    "EventPayload",
    "ExchangeRate",
    "Grant",
    "IdempotentReply",
    "ImportBatch",
    "ImportMark",
    "Job",
    "JobState",
    "Level",
    "LoggedLook",
    "Membership",
    "NamedRow",
    "OrgUnit",
    "OutboxMessage",
    "PaperTemplate",
    "Record",
    "RecordQuerySet",
    "RefusedRow",
    "Revision",
    "Role",
    "RoleRight",
    "RouteStep",
    "SavedMapping",
    "SavedView",
    "Scope",
    "Seal",
    "SearchText",
    "Sequence",
    "Setting",
    "Share",
    "StoredFile",
    "Subject",
    "SubjectQuerySet",
    "Term",
    "User",
    "private",
    "visible_rows",
]
