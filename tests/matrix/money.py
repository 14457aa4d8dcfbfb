"""Contracts and money of the world, and what their actions need: a draft, and a signed contract with everything."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.kernel import clock
from tests.matrix.values import Value, deleted, fresh, nth, other

if TYPE_CHECKING:
    from tests.matrix.world import World

PLAN = [{"trigger": "prepayment", "share": "60"}, {"trigger": "retention", "share": "40"}]
SIGNED = other("contract")
SECOND = nth("finance.Instalment", 1)
NEWEST = nth("finance.Receipt", -1)
TEN = {"text": "10", "currency": "CNY"}
ONE = {"text": "1", "currency": "CNY"}


def parts(amount: str) -> Value:
    return lambda world: [{"instalment": SECOND(world), "amount": amount}]


def fill(world: "World") -> None:
    """A second contract, signed, with a change, a plan, an invoice, a bill that pays some of it; a bond."""
    signed = world.others["contract"] = world.fresh("contract")
    world.run("contracts.add_deviation", "ar")
    world.run("contracts.sign_contract", "admin", contract=signed)
    world.run("contracts.add_change", "ar", contract=signed, amount_delta=TEN)
    world.run("finance.set_plan", "ar", contract=signed, lines=PLAN)
    first = [{"instalment": nth("finance.Instalment", 0)(world), "amount": "10"}]
    world.run("finance.request_invoice", "ar", contract=signed, parts=first)
    bill = {"kind": "bill", "matures_on": clock.today().isoformat()}
    world.records["receipt"] = world.run("finance.post_receipt", "finance", **bill).pk
    world.run("finance.claim_receipt", "ar", receipt=world.records["receipt"])
    world.run("finance.allocate", "ar", parts=first)
    world.run("finance.add_payable", "ar")
    world.records["bond"] = world.run("finance.create_bond", "ar").pk


def ago(_world: "World") -> str:
    return (clock.today() - timedelta(days=10)).isoformat()


def paper(_world: "World") -> SimpleUploadedFile:
    return SimpleUploadedFile("a.txt", b"x")


OVERRIDES: dict[str, dict[str, Any]] = {
    "contracts.add_deviation": {"clause": "3.2"},
    "contracts.add_change": {"contract": SIGNED, "amount_delta": TEN},
    "contracts.close_contract": {"contract": SIGNED},
    "contracts.delete_contract": {"contract": fresh("contract")},
    "contracts.record_hand_over": {"contract": SIGNED},
    "contracts.remove_hand_over": {"contract": SIGNED},
    "contracts.reopen_contract": {"contract": SIGNED},
    "contracts.restore_contract": {"contract": deleted("contract")},
    "contracts.terminate_contract": {"contract": SIGNED},
    "contracts.unsign_contract": {"contract": SIGNED, "state": "approved"},
    "finance.accept_trigger": {"instalment": SECOND},
    "finance.accept_signed": {"instalment": SECOND, "file": paper},
    "finance.allocate": {"parts": parts("1")},
    "finance.ask_write_off": {"instalment": SECOND, "amount": ONE},
    "finance.cancel_refund": {"refund": nth("finance.Refund", -1)},
    "finance.cancel_write_off": {"write_off": nth("finance.WriteOff", -1)},
    "finance.chase": {"instalment": SECOND},
    "finance.edit_instalment": {"chance": 50},
    "finance.pay_supplier": {"amount": ONE},
    "finance.refund": {"amount": ONE},
    "finance.reject_trigger": {"instalment": SECOND},
    "finance.request_invoice": {"contract": SIGNED, "parts": parts("1")},
    "finance.restore_bill": {"values": {"bill_state": "held"}},
    "finance.restore_bond": {"bond": lambda world: world.records["bond"]},
    "finance.restore_plan": {"contract": lambda world: world.records["contract"], "rows": [], "now": []},
    "finance.set_plan": {"lines": PLAN},
    "finance.unpay_supplier": {"paid": 100, "before": {"paid": 0, "paid_on": None}},
    "finance.void_receipt": {"receipt": NEWEST},
    **{f"finance.{what}claim_receipt": {"receipt": NEWEST} for what in ("", "un")},
}
POSTED = ("finance.post_receipt", "finance", {})
ACCEPTED = ("finance.accept_trigger", "ar", {"happened_on": ago})
ISSUED = ("finance.issue_invoice", "finance", {"number": "26000001"})
ASKED = ("finance.ask_write_off", "ar", {})


def approved(part: str) -> tuple[str, str, dict[str, Any]]:
    return ("kernel.decide_approval", part, {"approval": nth("kernel.Approval", -1), "approved": True})


BEFORE: dict[str, tuple[Any, ...]] = {
    "contracts.reopen_contract": (("contracts.close_contract", "ar"),),
    "contracts.sign_contract": (("contracts.submit_contract", "ar"), approved("manager")),
    "finance.cancel_refund": (("finance.refund", "finance"),),
    "finance.cancel_write_off": (ACCEPTED, ASKED, approved("manager"), approved("director")),
    "finance.chase": (ACCEPTED,),
    "finance.ask_write_off": (ACCEPTED,),
    "finance.claim_receipt": (POSTED,),
    "finance.unclaim_receipt": (POSTED, ("finance.claim_receipt", "ar", {"receipt": NEWEST})),
    "finance.reject_trigger": (ACCEPTED,),
    "finance.reopen_bond": (("finance.return_bond", "ar"),),
    "finance.restore_bond": (("finance.delete_bond", "ar"),),
    "finance.reverse_invoice": (ISSUED,),
    "finance.unissue_invoice": (ISSUED,),
    "finance.unpay_supplier": (("finance.pay_supplier", "finance"),),
    "finance.unreverse_invoice": (ISSUED, ("finance.reverse_invoice", "finance", {"number": "26000002"})),
    "finance.void_receipt": (POSTED,),
}
