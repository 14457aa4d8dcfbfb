"""Keywords that a generated value does not fit, and the state some actions need before they can work.

A value may be a function of the world: it is asked after the steps of BEFORE, inside the same savepoint.
What is excused says why nobody in the cast can do it here.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.plans.rules.brought import BroughtPlan, BroughtRow
from pursuit.kernel import clock
from pursuit.kernel.models import Role, Term
from tests.matrix.values import (
    KEPT_CHECK,
    deleted,
    fresh,
    new_role,
    new_unit,
    next_stage,
    nth,
    other,
    over,
    pair,
    past_project,
    past_visit,
    planned,
    remarks,
    run_out,
    told,
    user,
)

if TYPE_CHECKING:
    pass

OVERRIDES: dict[str, dict[str, Any]] = {
    "chain.add_member": {"name": "甲方总工"},
    "chain.import_chain": {"project": fresh("project"), "people": told, "ties": []},
    "chain.import_people": {
        "rows": lambda world: [
            {"project": fresh("project")(world), "at": clock.now(), "by": world.cast.ar.pk, "names": ["甲"]}
        ]
    },
    "chain.put_edge": {"source": nth("chain.ChainMember", 0), "target": nth("chain.ChainMember", 1)},
    "chain.remove_edge": {"edge": nth("chain.ChainEdge", -1)},
    "chain.remove_member": {"member": nth("chain.ChainMember", 0)},
    "chain.update_member": {"member": nth("chain.ChainMember", 0), "name": "甲方总经理"},
    "chain.write_note": {"member": nth("chain.ChainMember", 0), "text": "文字"},
    "customers.add_commitment": {"account": lambda world: world.records["account"]},
    "customers.create_contact": {"account": lambda world: world.records["account"]},
    "customers.delete_account": {"account": fresh("account")},
    "customers.merge_accounts": {"keep": pair("account", 0), "remove": pair("account", 1)},
    "customers.merge_contacts": {"keep": pair("contact", 0), "remove": pair("contact", 1)},
    "customers.set_standing": {"tier": lambda world: world.term("tier"), "reason": "战略客户"},
    "customers.unmerge_accounts": {"keep": pair("account", 0), "removed": pair("account", 1)},
    "customers.unmerge_contacts": {"keep": pair("contact", 0), "removed": pair("contact", 1)},
    "customers.remove_affiliation": {"affiliation": lambda world: world.row("affiliation")},
    "execution.set_task_status": {"status": "doing"},
    "kernel.attach_file": {"file": lambda _world: SimpleUploadedFile("b.txt", b"y")},
    "kernel.create_custom_field": {"code": "shade", "name": "色泽", "kind": "text"},
    "kernel.save_view": {"query": ""},
    "kernel.set_custom_values": {"values": {"color": "红"}},
    "market.create_registration": {"account": lambda world: world.records["account"]},
    "market.expire_registration": {"registration": over},
    "people.accept_invitation": {"token": "x" * 43, "password": "long-enough-for-tests-8"},
    "people.add_absence": {"kind": "annual"},
    "execution.remove_calendar": {"calendar": nth("execution.WorkCalendar", -1)},
    "execution.take_official_days": {"year": 2026},
    **{f"plans.{name}": {"row": nth("plans.PlanRow", 0)} for name in ("edit_row", "place_row")},
    **{
        f"plans.{name}": {"rows": lambda world: [nth("plans.PlanRow", 0)(world)]}
        for name in ("move_rows", "remove_rows", "restore_rows")
    },
    "plans.assign": {"row": nth("plans.PlanRow", 0), "user": user("sr")},
    **{f"playbooks.{name}_template": {"template": nth("playbooks.PlanTemplate", -1)} for name in ("edit", "retire")},
    "offers.add_line": {"title": "文字"},
    "offers.delete_quote": {"quote": fresh("quote")},
    "offers.edit_lines": {"tax_rate": "9"},
    "offers.expire_quote": {"quote": run_out},
    "offers.import_lines": {"rows": [{"title": "文字"}]},
    "offers.restore_section": {"title": "文字", "place": 1, "lines": []},
    "offers.restore_values": {"values": lambda world: {str(world.row("quote_line")): [None, 0, 0, 600]}},
    "offers.set_back": {"values": {"state": "draft"}},
    "offers.set_limit": {"discount": 5, "margin": 20},
    "playbooks.set_tender_date": {"kind": "questions"},
    "playbooks.restore_tender_date": {
        "project": planned,
        "kind": "opening",
        "values": {"at": 30_000_000, "row_id": None, "note": ""},
    },
    "playbooks.add_dues": {"codes": ["law_object_documents"]},
    "playbooks.set_rule": {"code": "law_prepare"},
    "plans.add_row": {"about": planned},
    "capacity.apply_leveling": {
        "about": planned,
        "floors": lambda world: {nth("plans.PlanRow", 0)(world): None},
    },
    "capacity.level_plans": {"floors": lambda world: {nth("plans.PlanRow", 0)(world): None}},
    "capacity.set_needs": {"row": nth("plans.PlanRow", 0), "needs": {}},
    "capacity.staff_rows": {
        "about": planned,
        "people": lambda world: {nth("plans.PlanRow", 1)(world): user("sr")(world)},
    },
    "capacity.unstaff_rows": {"assignments": lambda world: [nth("plans.Assignment", 0)(world)]},
    "plans.change_plan": {"about": planned},
    "sharing.share_plan": {"about": planned},
    "plans.date_plan": {"about": planned},
    "plans.take_baseline": {"about": planned, "number": 1},
    "plans.clear_baseline": {"about": planned, "number": 0},
    "plans.bring_plan": {"about": planned, "brought": BroughtPlan("tests", {}, [BroughtRow("1", "行")])},
    "plans.link_rows": {"before": nth("plans.PlanRow", 0), "after": nth("plans.PlanRow", 2)},
    "plans.hand_on": {"user": user("sr")},
    "plans.set_assignment": {"values": {"units": 500, "work": None, "resource": None}},
    "plans.set_link": {"values": {"kind": 1, "lag": 0, "unit": 0}},
    "plans.set_plan": {"about": planned, "values": {"status_at": None}},
    "plans.set_outline": {"rows": lambda world: [(nth("plans.PlanRow", 0)(world), None)]},
    "plans.set_row_columns": {"columns": lambda world: {nth("plans.PlanRow", 0)(world): {"percent": 10}}},
    "people.add_rate": {"currency": "EUR", "rate": "7.9", "day": "2026-01-05"},
    "people.add_term": {"list": "industry", "name": "航天"},
    "people.close_unit": {"unit": new_unit},
    "people.create_role": {"code": "clerk", "rights": {"customers.view": "own"}},
    "people.create_route": {"kind": "tests.more", "steps": [{"approver": "head"}]},
    "people.delete_role": {"role": new_role},
    "people.hand_over_record": {"subject": lambda world: world.records["account"]},
    "people.move_member": {"unit": lambda world: world.cast.units["beijing"].pk},
    "people.move_unit": {"unit": new_unit, "parent": lambda world: world.cast.units["north"].pk},
    "people.order_terms": {
        "list": "industry",
        "order": lambda _w: list(Term.objects.filter(list="industry").order_by("-pk").values_list("pk", flat=True)),
    },
    "people.reactivate_user": {"user": user("gone")},
    "people.reopen_unit": {"unit": lambda world: new_unit(world, closed=True)},
    "people.revoke_role": {"role": lambda _world: Role.objects.get(code="presales").pk},
    "people.set_capacity": {"user": user("ar")},
    "people.set_cost_rate": {"user": user("ar")},
    "people.set_deputy": {"deputy": user("sr")},
    "people.set_password": {"password": "long-enough-for-tests-8"},
    "people.start_hand_over": {"from_user": user("ar"), "to_user": user("teammate")},
    "projects.add_member": {"user": user("finance"), "role": "fr"},
    "projects.add_party": {"account": pair("account", 0)},
    "projects.create_project": {"account": lambda world: world.records["account"]},
    "projects.convert_lead": {"account": lambda world: world.records["account"]},
    "projects.create_method": {"code": "our-way", "name": "我们的方法", "copy_of": nth("methods.Method", 0)},
    "projects.edit_method": {"stages": [{"code": "one", "name": "一"}]},
    "collaboration.correct_comments": {
        "corrections": lambda world: [{"comment": nth("collaboration.Comment", 0)(world), "text": "改"}]
    },
    "collaboration.import_comments": {"remarks": remarks},
    "execution.restore_check": {"kept": KEPT_CHECK},
    "execution.set_checks": {"lists": lambda world: [{"task": world.records["task"], "items": []}]},
    "kernel.import_custom_values": {"rows": lambda world: [{"subject": world.records["account"], "values": {}}]},
    "customers.import_visits": {"pasts": past_visit},
    "projects.import_projects": {"pasts": past_project},
    "projects.move_stage": {"stage": next_stage},
    **{
        f"{room}.restore_{kind}": {keyword: deleted(kind)}
        for room, kind, keyword in (
            ("catalogue", "product", "product"),
            ("catalogue", "price_book", "book"),
            ("customers", "account", "account"),
            ("customers", "contact", "contact"),
            ("customers", "visit", "visit"),
            ("execution", "task", "task"),
            ("market", "competitor", "competitor"),
            ("market", "lead", "lead"),
            ("market", "registration", "registration"),
            ("projects", "project", "project"),
            ("offers", "quote", "quote"),
        )
    },
}

# What is special while the world is made, so that the action still works afterwards.
MAKING: dict[str, dict[str, Any]] = {
    "kernel.create_custom_field": {"code": "color", "kind": "text"},
    "people.add_rate": {"currency": "USD", "rate": "7.1"},
    "playbooks.set_tender_date": {"kind": "opening"},
    "plans.add_row": {"about": planned},
    "plans.assign": {"row": nth("plans.PlanRow", 0), "user": user("ar")},
    "plans.link_rows": {"before": nth("plans.PlanRow", 0), "after": nth("plans.PlanRow", 1)},
    "plans.take_baseline": {"about": planned, "number": 0},
    "projects.add_member": {"user": user("member"), "role": "member"},
    "projects.add_party": {"account": other("account")},
}

# What the next stage asks of a project.
FILLED: dict[str, Any] = {
    "grade": lambda world: world.term("project_grade"),
    "deal_type": lambda world: world.term("deal_type"),
    "amount": {"text": "1000000", "currency": "CNY"},
    "expected_sign_on": lambda _world: (clock.today() + timedelta(days=60)).isoformat(),
    "budget_status": lambda world: world.term("budget_status"),
    "objective": "单一销售目标",
    "next_step": "拜访",
}
Step = tuple[str, str] | tuple[str, str, dict[str, Any]]
BEFORE: dict[str, tuple[Step, ...]] = {
    "catalogue.drop_price": (("catalogue.set_price", "operations"),),
    "chain.remove_edge": (("chain.put_edge", "ar"),),
    "chain.unname_reader": (("chain.name_reader", "ar"),),
    "collaboration.restore_comment": (("collaboration.delete_comment", "ar"),),
    "customers.reopen_commitment": (("customers.close_commitment", "ar"),),
    "customers.unmerge_accounts": (("customers.merge_accounts", "admin"),),
    "customers.unmerge_contacts": (("customers.merge_contacts", "admin"),),
    "execution.clear_day": (("execution.set_days", "operations"),),
    "execution.remove_calendar": (("execution.create_calendar", "operations"),),
    "execution.repeat_task": (("execution.update_task", "ar", {"due_on": "2026-11-27"}),),
    "execution.stop_repeating": (
        ("execution.update_task", "ar", {"due_on": "2026-11-27"}),
        ("execution.repeat_task", "ar"),
    ),
    "execution.reopen_task": (("execution.complete_task", "ar"),),
    **{
        f"offers.{step}_quote": (("offers.update_quote", "ar", {"valid_until": "2030-01-05"}), *more)
        for step, more in (
            ("issue", ()),
            ("accept", (("offers.issue_quote", "ar"),)),
            ("decline", (("offers.issue_quote", "ar"),)),
            ("extend", (("offers.issue_quote", "ar"),)),
        )
    },
    "offers.new_version": (
        ("offers.update_quote", "ar", {"valid_until": "2030-01-05"}),
        ("offers.issue_quote", "ar"),
    ),
    "offers.drop_limit": (("offers.set_limit", "operations"),),
    "offers.restore_lines": (("offers.remove_lines", "ar"),),
    "market.extend_registration": (("market.rule_registration", "admin", {"verdict": "accepted"}),),
    "market.reopen_lead": (("market.reject_lead", "ar"),),
    "market.reopen_registration": (("market.rule_registration", "admin", {"verdict": "rejected"}),),
    "market.unassign_lead": (("market.assign_lead", "manager", {"user": user("teammate")}),),
    "market.accept_lead": (("market.return_lead", "ar"),),
    "market.unmark_converted": (("market.mark_converted", "ar"),),
    "hours.approve_week": (("hours.submit_week", "ar"),),
    "hours.recall_week": (("hours.submit_week", "ar"),),
    "hours.reopen_week": (("hours.submit_week", "ar"), ("hours.approve_week", "manager")),
    "hours.return_week": (("hours.submit_week", "ar"),),
    "people.start_hand_over": (("people.close_hand_over", "admin"),),
    "plans.restore_rows": (("plans.remove_rows", "ar"),),
    "people.resume_hand_over": (("people.close_hand_over", "admin"),),
    "projects.move_stage": (("projects.update_project", "ar", FILLED),),
    "projects.publish_method": (("projects.edit_method", "admin"),),
    "projects.reopen": (("projects.close_lost", "ar"),),
    "projects.resume": (("projects.suspend", "ar"),),
}

EXCUSED: dict[str, str] = {
    "hours.take_proposed": "the AR is away in that week; tests/hours/test_week.py takes proposals",
    "kernel.create_person": "operators.people: nobody holds it but whoever runs the machine",
    "kernel.deactivate_person": "operators.people: nobody holds it but whoever runs the machine",
    "kernel.note_export": "operators.people: nobody holds it but whoever runs the machine",
    "kernel.reset_password": "operators.people: nobody holds it but whoever runs the machine",
    "people.accept_invitation": "people.enter: the sign-in page's own actor, for whoever holds an invitation",
    "people.found_company": "people.found: the sign-up page's own actor, on an empty install",
}
