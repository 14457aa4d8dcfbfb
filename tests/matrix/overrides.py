"""Keywords that a generated value does not fit, and the state some actions need before they can work.

A value may be a function of the world: it is asked after the steps of BEFORE, inside the same savepoint.
What is excused says why nobody in the cast can do it here.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from pursuit.domain.goals.models import Kpi
from pursuit.domain.plans.rules.brought import BroughtPlan, BroughtRow
from pursuit.kernel import clock
from pursuit.kernel.models import Role, Term
from tests.matrix import budgets, ledgers, meetings, money
from tests.matrix.values import (
    KEPT_CHECK,
    deleted,
    fresh,
    new_role,
    new_unit,
    next_stage,
    nth,
    other,
    other_item,
    over,
    pair,
    paper_file,
    past_project,
    past_visit,
    planned,
    remarks,
    rival,
    run_out,
    swot_cell,
    swot_items,
    told,
    user,
)

if TYPE_CHECKING:
    pass

YEAR = {"begins_on": "2026-01-01", "due_on": "2026-12-31", "scale": "points", "scope": "unit"}
RESULT = {"day": "2026-11-01", "reached": "5"}
GOALS: dict[str, dict[str, Any]] = {
    "goals.create_goal": YEAR,
    "goals.divide_goal": {"goal": fresh("goal")},
    "goals.add_nodes": {"accounts": lambda world: [world.records["account"]]},
    "goals.fill_node": {"below": "people"},
    "goals.restore_nodes": {
        "nodes": lambda world: [
            {"id": 1, "parent": world.row("goal_node"), "kind": "account", "of": world.records["account"]}
        ],
        "cells": [],
    },
    "goals.set_cells": {
        "cells": lambda world: [{"node": world.row("goal_node"), "month": "2026-01-01", "amount": "5"}]
    },
    "goals.spread_months": {"amount": "100"},
    "goals.record_result": RESULT,
    "goals.remove_result": {"day": RESULT["day"]},
    "goals.create_kpi": {"code": "ours", "name": "我们的"},
    **{
        f"goals.{name}_reading": {
            "kpi": lambda _world: Kpi.objects.get(code="customer_satisfaction").pk,
            "unit": lambda world: world.cast.units["shanghai"].pk,
            **({"value": "90"} if name == "record" else {}),
        }
        for name in ("record", "remove")
    },
}
OVERRIDES: dict[str, dict[str, Any]] = {
    "gates.add_item": {"point": "ATI", "kind": "document"},
    "gates.answer": {"value": 3},
    "gates.ask_advance": {"sign_by": lambda _world: (clock.today() + timedelta(days=30)).isoformat()},
    "gates.cast_vote": {"vote": "yes"},
    "gates.close_advance": {"advance": nth("gates.Advance", -1)},
    "gates.add_condition": {"review": nth("gates.Review", 0)},
    "gates.conclude_review": {"conclusion": "pass"},
    "gates.open_review": {"point": "AT-close", "participants": lambda world: [world.cast.ar.pk]},
    "gates.prove_with_paper": {"text": "客户确认", "paper": None},
    "gates.set_evidence": {"text": "客户确认"},
    "gates.waive": {"point": "ATI", "what": "review"},
    "gates.withdraw_waiver": {"point": "ATI", "what": "review"},
    "kernel.put_paper_template": {"code": "gates.charter", "file": paper_file},
    "kernel.reset_paper_template": {"code": "gates.charter"},
    "bids.bring_clauses": {"clauses": [{"number": "1.1", "text": "要求"}]},
    "bids.put_back": {"table": "seal", "rows": []},
    "bids.put_bidder": {"name": "对手公司"},
    "bids.remove_bidder": {"bidder": rival},
    "bids.score_bidder": {"bidder": rival, "scores": {}},
    "bids.seal_bid": {"reason": "总经理批准"},
    "credentials.delete_credential": {"credential": fresh("credential")},
    "credentials.occupy": {"subject": lambda world: world.records["project"]},
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
    "offers.restore_ties": {"needs": lambda world: {str(world.row("quote_line")): world.row("need")}},
    "offers.tie_lines": {"need": lambda world: world.row("need")},
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
    "plans.set_link": {"link": lambda world: world.row("plan_link"), "values": {"kind": 1, "lag": 0, "unit": 0}},
    "plans.set_plan": {"about": planned, "values": {"status_at": None}},
    "plans.set_outline": {"rows": lambda world: [(nth("plans.PlanRow", 0)(world), None)]},
    "plans.set_row_columns": {"columns": lambda world: {nth("plans.PlanRow", 0)(world): {"percent": 10}}},
    **GOALS,
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
    "strategy.create_need": {"text": "文字"},
    "strategy.import_needs": {"rows": [{"text": "另一条"}]},
    "strategy.create_item": {"project": planned, "analysis": "swot", "cell": swot_cell, "text": "文字"},
    "strategy.carry_item": {"item": other_item, "cell": "o"},
    "strategy.remove_item": {"item": other_item},
    "strategy.create_crossing": {"items": swot_items, "text": "文字"},
    "strategy.create_theme": {"discriminator": "文字"},
    "strategy.create_criterion": {"name": "文字"},
    "strategy.set_score": {"points": 5},
    "strategy.set_position": {"counter": "文字"},
    "strategy.set_sheet": {"kind": "entry", "aim": "文字"},
    "strategy.create_concession": {"gives": "文字", "for_what": "文字"},
    "strategy.create_line": {"sheet": "entry", "text": "文字"},
    **{f"strategy.act_on_{name}": {"owner": user("ar"), "due_on": "2026-12-01"} for name in ("line", "move")},
    "strategy.create_move": {"target": 2, "measures": "文字"},
    "strategy.put_back": {
        "kind": "need",
        "row": nth("strategy.Need", 0),
        "how": "changed",
        "before": {"answer": "先前"},
        "after": {"answer": "文字"},
    },
    "strategy.thaw": {"number": 1},
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
            ("bids", "bid", "bid"),
            ("catalogue", "product", "product"),
            ("credentials", "credential", "credential"),
            ("catalogue", "price_book", "book"),
            ("customers", "account", "account"),
            ("customers", "contact", "contact"),
            ("customers", "visit", "visit"),
            ("execution", "task", "task"),
            ("goals", "goal", "goal"),
            ("market", "competitor", "competitor"),
            ("market", "lead", "lead"),
            ("market", "registration", "registration"),
            ("projects", "project", "project"),
            ("offers", "quote", "quote"),
        )
    },
    **budgets.OVERRIDES,
    **money.OVERRIDES,
    **meetings.OVERRIDES,
    **ledgers.OVERRIDES,
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
    "goals.divide_goal": {"goal": lambda world: world.records["goal"]},
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
SEALED: tuple[Step, ...] = (("bids.seal_bid", "ar"),)
ADVANCE = {"approval": nth("kernel.Approval", -1), "approved": True}
BEFORE: dict[str, tuple[Step, ...]] = {
    "gates.clear_answer": (("gates.answer", "ar"),),
    "gates.ask_advance": (("kernel.withdraw_approval", "ar", {"approval": nth("kernel.Approval", -1)}),),
    "gates.close_advance": (
        ("kernel.decide_approval", "manager", ADVANCE),
        ("kernel.decide_approval", "director", ADVANCE),
    ),
    "gates.take_grade": (("gates.answer", "ar", {"criterion": nth("gates.Criterion", 0)}),),
    "gates.waive": (("gates.set_rules", "admin", {"review_grades": "abcd"}),),
    "gates.withdraw_waiver": (("gates.set_rules", "admin", {"review_grades": "abcd"}), ("gates.waive", "admin")),
    "kernel.reset_paper_template": (("kernel.put_paper_template", "admin"),),
    "bids.clear_result": (("bids.record_result", "ar"),),
    "bids.reopen_bid": SEALED,
    "bids.submit_bid": SEALED,
    "bids.take_back_bid": (*SEALED, ("bids.submit_bid", "ar")),
    **budgets.BEFORE,
    **money.BEFORE,
    **meetings.BEFORE,
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
    "goals.remove_reading": (("goals.record_reading", "admin"),),
    "goals.remove_result": (("goals.record_result", "ar"),),
    "goals.reopen_goal": (("goals.close_goal", "ar"),),
    "goals.spread_below": (("goals.add_nodes", "ar"), ("goals.spread_months", "ar")),
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
    "strategy.freeze": (("strategy.create_need", "ar"),),
    "strategy.put_back": (("strategy.update_need", "ar", {"answer": "文字"}),),
    "projects.resume": (("projects.suspend", "ar"),),
}

EXCUSED: dict[str, str] = {
    "gates.renew_passage": "only time makes a passed point lapse; tests/gates/test_points.py waits for it",
    "hours.take_proposed": "the AR is away in that week; tests/hours/test_week.py takes proposals",
    "kernel.create_person": "operators.people: nobody holds it but whoever runs the machine",
    "kernel.deactivate_person": "operators.people: nobody holds it but whoever runs the machine",
    "kernel.note_export": "operators.people: nobody holds it but whoever runs the machine",
    "kernel.reset_password": "operators.people: nobody holds it but whoever runs the machine",
    "people.accept_invitation": "people.enter: the sign-in page's own actor, for whoever holds an invitation",
    "people.found_company": "people.found: the sign-up page's own actor, on an empty install",
}
