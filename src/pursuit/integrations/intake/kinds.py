"""What may be imported: kinds with their actions, and the fields a column can become.

The fields of a kind are the keywords of its action, so an import knows what the forms know; a few more say who wrote
the row, when, and how the deal ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.utils.translation import gettext_lazy as _

from pursuit.domain.bids.actions.bids import update_bid
from pursuit.domain.bids.actions.importing import import_bid
from pursuit.domain.bids.models import Bid
from pursuit.domain.catalogue.actions.products import create_product, update_product
from pursuit.domain.catalogue.models import Product
from pursuit.domain.chain.actions.seating import import_people
from pursuit.domain.collaboration.actions.importing import correct_comments, import_comments
from pursuit.domain.contracts.actions.contracts import update_contract
from pursuit.domain.contracts.actions.importing import import_contract
from pursuit.domain.contracts.models import Contract
from pursuit.domain.credentials.actions.credentials import update_credential
from pursuit.domain.credentials.actions.importing import import_credential
from pursuit.domain.credentials.models import Credential
from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.domain.customers.actions.contacts import create_contact, update_contact
from pursuit.domain.customers.models import Account, Contact
from pursuit.domain.execution.actions.tasks import create_task, update_task
from pursuit.domain.execution.models import Task, TaskStatus
from pursuit.domain.finance.actions.bonds import update_bond
from pursuit.domain.finance.actions.importing import import_bond, import_receivable
from pursuit.domain.finance.models import Bond
from pursuit.domain.market.actions.importing import import_lead
from pursuit.domain.market.actions.leads import update_lead
from pursuit.domain.market.models import Lead
from pursuit.domain.people.actions.users import create_user, update_user
from pursuit.domain.projects.actions.importing import import_projects
from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.domain.projects.models import Project
from pursuit.kernel.action import AnyAction
from pursuit.kernel.errors import Text
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models import Record
from pursuit.kernel.models.data import CustomField
from pursuit.kernel.schema import Field as Keyword

Shape = Literal[
    "text", "money", "day", "moment", "whole", "percent", "flag", "term", "record", "person", "unit", "stage",
    "currency", "outcome", "status", "choice", "number",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """What a column can become. about: the list of a term, or the type of a record; many: several columns and several
    values of a cell may; custom: the own field it is."""

    code: str
    label: Text
    shape: Shape
    about: str = ""
    required: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    extra: bool = False  # no keyword of the action
    many: bool = False
    custom: CustomField | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record. naming: the fields that tell rows without an id apart; named: such a name means one record.
    A kind without a model has no subject."""

    code: str
    label: Text
    model: type[Record] | None
    create: AnyAction
    update: AnyAction
    extras: tuple[Target, ...] = ()
    naming: tuple[str, ...] = ("title", "account", "company")
    named: bool = False
    found: tuple[str, ...] = ()  # keywords that are found by what other columns say

    @property
    def targets(self) -> Mapping[str, Target]:
        """By code, the keywords first."""
        return _targets(self.code)


COMMON = (
    Target("created_at", _("Created at"), "moment", extra=True),
    Target("created_by", _("Created by"), "person", extra=True),
    Target("updated_at", _("Updated at"), "moment", extra=True),
)
NAME = (
    Target("first_name", _("First name"), "text", extra=True),
    Target("last_name", _("Last name"), "text", extra=True),
)
LEAD_STATES = (("open", _("Open")), ("converted", _("Converted")), ("rejected", _("Rejected")))
CURRENCY = Target("currency", _("Currency"), "currency", extra=True)
OF_PROJECT = (
    Target("project_name", _("Project"), "text", extra=True),
    Target("project_code", _("Number of the project"), "text", extra=True),
)
OF_CONTRACT = (
    Target("contract_number", _("Number of the contract"), "text", extra=True),
    Target("contract_name", _("Name of the contract"), "text", extra=True),
    Target("account_name", _("Customer"), "text", extra=True),
)
REMARK = Target("note", _("Description"), "text", extra=True)

KINDS = (
    Kind(
        "person",
        _("Person"),
        None,
        create_user,
        update_user,
        (Target("unit_name", _("Unit"), "text", extra=True),),
        naming=("name",),
        named=True,
    ),
    Kind("product", _("Product"), Product, create_product, update_product, COMMON, named=True),
    Kind("account", _("Account"), Account, create_account, update_account, COMMON, named=True),
    Kind("contact", _("Contact"), Contact, create_contact, update_contact, (*COMMON, *NAME)),
    Kind(
        "project",
        _("Project"),
        Project,
        create_project,
        update_project,
        (
            *COMMON,
            CURRENCY,
            Target("stage", _("Stage"), "stage", extra=True),
            Target("outcome", _("Outcome"), "outcome", extra=True),
            Target("decided_on", _("Decided on"), "day", extra=True),
            Target("loss_reason", _("Reason of the loss"), "term", "loss_reason", extra=True),
            Target("outcome_note", _("Note on the outcome"), "text", extra=True),
            Target("product", _("Product"), "record", "product", extra=True),
            Target("contacts", _("Contacts"), "record", "contact", extra=True, many=True),
            Target("note", _("Description"), "text", extra=True),
        ),
    ),
    Kind(
        "lead",
        _("Lead"),
        Lead,
        import_lead,
        update_lead,
        (*COMMON, *NAME, CURRENCY, Target("state", _("State"), "status", choices=LEAD_STATES, extra=True)),
    ),
    Kind(
        "task",
        _("Task"),
        Task,
        create_task,
        update_task,
        (
            *COMMON,
            Target("status", _("Status"), "status", choices=tuple(TaskStatus.choices), extra=True),
            Target("done_at", _("Done at"), "moment", extra=True),
        ),
    ),
    Kind(
        "contract",
        _("Contract"),
        Contract,
        import_contract,
        update_contract,
        (*COMMON, CURRENCY, *OF_PROJECT, REMARK),
        naming=("title", "account", "amount"),
        found=("project", "parent"),
    ),
    Kind(
        "receivable",
        _("Receivable"),
        None,
        import_receivable,
        import_receivable,
        (CURRENCY, *OF_CONTRACT),
        naming=("contract_number", "contract_name", "account_name", "name", "due_on", "paid_on"),
        found=("contract",),
    ),
    Kind(
        "bond",
        _("Bond"),
        Bond,
        import_bond,
        update_bond,
        (*COMMON, CURRENCY, *OF_PROJECT, *OF_CONTRACT[:1], OF_CONTRACT[2], REMARK),
        naming=("kind", "beneficiary", "project_name", "out_on", "amount"),
        found=("about",),
    ),
    Kind(
        "bid",
        _("Bid"),
        Bid,
        import_bid,
        update_bid,
        (*COMMON, CURRENCY, *OF_PROJECT, OF_CONTRACT[2]),
        naming=("title", "project_name", "lot", "opens_on"),
        found=("project",),
    ),
    Kind(
        "credential",
        _("Credential"),
        Credential,
        import_credential,
        update_credential,
        (*COMMON, CURRENCY),
        naming=("title", "holder_name", "issued_on"),
    ),
    Kind(
        "seat",
        _("Contact on a project"),
        None,
        import_people,
        import_people,
        (
            Target("project", _("Project"), "record", "project", extra=True),
            Target("contact", _("Contact"), "record", "contact", extra=True),
            Target("role", _("Buying role"), "term", "buying_role", extra=True),
            Target("created_at", _("Created at"), "moment", extra=True),
        ),
        naming=("project", "contact"),
    ),
    Kind(
        "note",
        _("Note"),
        None,
        import_comments,
        correct_comments,
        (
            Target("text", _("Content"), "text", extra=True),
            Target("title", _("Title"), "text", extra=True),
            Target("detail", _("Further line"), "text", extra=True, many=True),
            Target("subject", _("Record"), "record", ANY, extra=True),
            Target("project", _("Project"), "record", "project", extra=True),
            Target("account", _("Account"), "record", "account", extra=True),
            Target("lead", _("Lead"), "record", "lead", extra=True),
            Target("contact", _("Contact"), "record", "contact", extra=True),
            Target("author", _("Author"), "person", extra=True),
            Target("created_at", _("Created at"), "moment", extra=True),
        ),
        naming=("subject", "project", "account", "lead", "contact", "created_at", "author", "title", "text"),
    ),
)
BY_NAME = ("contract", "receivable", "bond", "bid", "credential")  # of ledgers: their rows are tied by names
NOT_READ = ("source_id", "method", "stage", "status", "state", "done_at")  # keywords that are read as extras, or never
HANGING = ("note", "seat", "receivable")  # rows that stay out where the record they name is not here
PARENTS = ("subject", "project", "account", "lead", "contact")  # what a note is about, the most telling first
HISTORY = import_projects  # what writes a project with its past


def get(code: str) -> Kind | None:
    """A kind by its code."""
    return next((kind for kind in KINDS if kind.code == code), None)


@cache
def _targets(code: str) -> Mapping[str, Target]:
    kind = next(kind for kind in KINDS if kind.code == code)
    fields = kind.create.schema.fields
    found = {name: _target(one) for name, one in fields.items() if name not in NOT_READ}
    if kind.code == "person":  # a name for the account is made where the file has none
        found["username"] = Target("username", fields["username"].label, "text")
    found = {name: one for name, one in found.items() if one is not None and name not in kind.found}
    return {name: one for name, one in found.items() if one is not None} | {one.code: one for one in kind.extras}


def _target(one: Keyword) -> Target | None:
    match one:
        case _ if one.many:
            return None
        case _ if one.ref:
            shape, about = "record", one.ref
        case _ if one.row in ("user", "unit"):
            shape, about = ("person" if one.row == "user" else "unit"), ""
        case _ if one.row:
            return None
        case _ if one.term:
            shape, about = "term", one.term
        case _:
            simple = {"money": "money", "date": "day", "datetime": "moment", "number": "whole", "percent": "percent"}
            shape, about = simple.get(one.widget, "flag" if one.widget == "flag" else "text"), ""
            if one.choices:
                shape = "choice"
    return Target(one.name, one.label, shape, about, one.required, one.choices)  # type: ignore[arg-type]
