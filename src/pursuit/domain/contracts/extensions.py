"""What the room declares: rights, its list of kinds, contracts as records, what follows from an answered question."""

from collections.abc import Collection, Iterable, Mapping
from functools import partial

from django.utils.translation import gettext_lazy as _

from pursuit.domain.contracts import terms as lists
from pursuit.domain.contracts.actions import changes, deviations, seed, states
from pursuit.domain.contracts.fields import ContractChanges
from pursuit.domain.contracts.models import ChangeOrder, Contract, Deviation
from pursuit.domain.contracts.queries import contracts
from pursuit.kernel import approvals, extensions, listing, platform, rights, terms, visible
from pursuit.kernel.actor import Actor
from pursuit.kernel.extensions import Panel, Reference, SubjectType, Subscriber
from pursuit.kernel.models import Subject
from pursuit.kernel.rights import Right

VIEW = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "team",
    "presales": "own",  # and those of the projects they see
    "delivery": "own",
    "finance": "all",
    "operations": "all",
}
EDIT = {
    "admin": "all",
    "director": "subtree",
    "manager": "subtree",
    "seller": "own",
    "operations": "all",
}
ACCEPT = {"admin": "all", "director": "subtree", "manager": "subtree"}


def declare() -> None:
    """Called once from wiring."""
    rights.declare(
        Right(contracts.VIEW, _("See contracts"), shared="view", defaults=VIEW),
        Right(contracts.EDIT, _("Edit contracts"), shared="edit", defaults=EDIT),
        Right(deviations.ACCEPT, _("Accept deviations of contracts"), defaults=ACCEPT),
    )
    terms.declare(*lists.ALL)
    visible.row_type("deviation", partial(_seen, Deviation))
    visible.row_type("change_order", partial(_seen, ChangeOrder))
    extensions.register(
        SubjectType(
            code="contract",
            label=_("Contract"),
            model=Contract,
            view_right=contracts.VIEW,
            edit_right=contracts.EDIT,
            url_name="contracts:contract",
            icon="file-text",
            fields=ContractChanges,
            search_text=_text,
            references=(Reference(Contract, "parent"),),
            through=contracts.through_projects,
        ),
        Panel("approval", "contracts", _("The contract"), "contracts/decision.html", _to_decide, 20, contracts.VIEW),
        Panel("account", "contracts", _("Contracts"), "contracts/panel.html", _of_account, 30, contracts.VIEW),
        Subscriber(approvals.DECIDED, "contracts.reviewed", states.on_decided),
        Subscriber(approvals.DECIDED, "contracts.change_decided", changes.on_decided),
        Subscriber(approvals.WITHDRAWN, "contracts.review_withdrawn", states.on_withdrawn),
        Subscriber(approvals.WITHDRAWN, "contracts.change_withdrawn", changes.on_withdrawn),
    )
    extensions.refer("account", Reference(Contract, "account"))
    listing.register(contracts.CONTRACTS)
    platform.on_sync(seed.seed)


def _seen(model: type[Deviation] | type[ChangeOrder], actor: Actor, ids: Collection[int]) -> Collection[int]:
    return set(model.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))


def _text(row: Contract) -> Iterable[str]:
    yield row.code
    yield row.their_number
    yield row.account.title


def _to_decide(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """What somebody who answers a question about a contract wants to know first; None for other records."""
    row = contracts.contracts(actor).select_related(*contracts.NEAR).filter(pk=subject.pk).first()
    if row is None:
        return None
    return {"contract": row, "parts": contracts.parts(actor, row)}


def _of_account(actor: Actor, subject: Subject) -> Mapping[str, object] | None:
    """The contracts with a customer that the reader sees, the newest first."""
    rows = list(contracts.contracts(actor).filter(account=subject.pk).select_related("subject").order_by("-pk")[:20])
    return {"contracts": rows} if rows else None
