"""The periods of the procurement laws, counted by hand on the calendar of autumn 2026."""

from collections.abc import Mapping
from datetime import date

import pytest

from pursuit.domain.playbooks.rules.days import after, between, within
from pursuit.domain.playbooks.rules.findings import Case, dues, findings
from pursuit.domain.playbooks.rules.kinds import KINDS
from pursuit.domain.playbooks.rules.periods import BIDDING, EVERY, GOV, PERIODS

HOLIDAYS = {date(2026, 10, day) for day in range(1, 8)}  # 国庆, and Saturday the 10th is worked
EXCHANGED = {date(2026, 10, 10)}


def works(day: date) -> bool:
    return day in EXCHANGED or (day.weekday() < 5 and day not in HOLIDAYS)


def at(text: str) -> date:
    month, day = text.split("-")
    return date(2026, int(month), int(day))


def case(procedure: str, days: Mapping[str, str], **more: object) -> Case:
    return Case(procedure, {kind: at(day) for kind, day in days.items()}, works, **more)  # type: ignore[arg-type]


def codes(found: Case) -> list[str]:
    return [one.code for one in findings(found)]


def test_days_are_counted_as_the_law_does() -> None:
    # Tuesday 29 September to Monday 12 October: 13 days; worked are 30 September, 8, 9, 10 and 12 October.
    assert between(at("9-29"), at("10-12")) == 13
    assert between(at("9-29"), at("10-12"), works) == 5
    assert within(at("9-29"), at("10-12"), works) == 6
    assert after(at("9-29"), 5, works) == at("10-12")
    assert after(at("10-12"), -5, works) == at("9-29")
    assert after(at("10-12"), -10) == at("10-2")
    assert between(at("10-12"), at("9-29")) == -13
    assert within(at("10-12"), at("9-29")) == 0


@pytest.mark.parametrize(
    ("procedure", "days", "expected"),
    [
        # Twenty days: 1 to 21 September are twenty, to the 20th nineteen.
        ("open", {"documents_from": "9-1", "opening": "9-21"}, []),
        ("open", {"documents_from": "9-1", "opening": "9-20"}, ["law_prepare", "off_opening"]),
        ("invited", {"documents_from": "9-1", "opening": "9-18"}, ["law_prepare"]),
        ("gov_open", {"documents_from": "9-1", "opening": "9-21"}, []),
        ("gov_open", {"documents_from": "9-1", "opening": "9-17"}, ["gov_prepare"]),
        ("enterprise", {"documents_from": "9-1", "opening": "9-3"}, []),
        # Sale: both days count; five calendar days there, five working ones here.
        ("open", {"documents_from": "9-1", "documents_to": "9-5"}, []),
        ("open", {"documents_from": "9-1", "documents_to": "9-4"}, ["law_sale"]),
        ("gov_open", {"documents_from": "9-1", "documents_to": "9-7"}, []),
        ("gov_open", {"documents_from": "9-1", "documents_to": "9-6"}, ["gov_sale"]),
        ("gov_consultation", {"documents_from": "9-29", "documents_to": "10-10"}, []),
        ("gov_consultation", {"documents_from": "9-29", "documents_to": "10-8"}, ["consulted_sale"]),
        # Clarifications: fifteen days, five, three working ones.
        ("open", {"clarification": "9-7", "opening": "9-22"}, []),
        ("open", {"clarification": "9-8", "opening": "9-22"}, ["law_clarify"]),
        ("gov_open", {"clarification": "9-8", "opening": "9-22"}, ["gov_clarify"]),
        ("gov_consultation", {"clarification": "9-8", "opening": "9-14"}, []),
        ("gov_consultation", {"clarification": "9-10", "opening": "9-14"}, ["consulted_clarify"]),
        ("gov_negotiation", {"clarification": "9-9", "opening": "9-14"}, []),
        ("gov_negotiation", {"clarification": "9-10", "opening": "9-14"}, ["talks_clarify"]),
        ("gov_inquiry", {"clarification": "9-10", "opening": "9-14"}, ["asked_clarify"]),
        # Preparing an offer in talks: three working days over the holidays; ten days in a consultation.
        ("gov_negotiation", {"documents_from": "9-29", "opening": "10-9"}, []),
        ("gov_negotiation", {"documents_from": "9-29", "opening": "10-8"}, ["talks_prepare"]),
        ("gov_inquiry", {"documents_from": "9-29", "opening": "10-8"}, ["asked_prepare"]),
        ("gov_consultation", {"documents_from": "9-1", "opening": "9-11"}, []),
        ("gov_consultation", {"documents_from": "9-1", "opening": "9-10"}, ["consulted_prepare"]),
        # Questions that come late are only a hint.
        ("open", {"questions": "9-10", "opening": "9-22"}, ["law_questions"]),
        # Publicity: three days after the first; one working day; five working days.
        ("open", {"publicity_from": "9-1", "publicity_to": "9-4"}, []),
        ("open", {"publicity_from": "9-1", "publicity_to": "9-3"}, ["law_publicity"]),
        ("gov_open", {"publicity_from": "9-1", "publicity_to": "9-1"}, []),
        ("gov_open", {"publicity_from": "9-5", "publicity_to": "9-6"}, ["gov_publicity"]),
        ("gov_single", {"publicity_from": "9-1", "publicity_to": "9-7"}, []),
        ("gov_single", {"publicity_from": "9-1", "publicity_to": "9-4"}, ["single_publicity"]),
        # Contract within thirty days; the bond back within five, calendar or working ones.
        ("open", {"award": "9-1", "contract": "10-1"}, []),
        ("open", {"award": "9-1", "contract": "10-2"}, ["law_contract"]),
        ("gov_negotiation", {"award": "9-1", "contract": "10-8"}, ["gov_contract"]),
        ("open", {"contract": "9-29", "bond_back": "10-4"}, []),
        ("open", {"contract": "9-29", "bond_back": "10-5"}, ["law_bond_back"]),
        ("gov_open", {"contract": "9-29", "bond_back": "10-12"}, []),
        ("gov_open", {"contract": "9-29", "bond_back": "10-13"}, ["gov_bond_back"]),
        # The order of things, and days off.
        ("open", {"questions": "9-25", "opening": "9-22"}, ["order_questions_opening"]),
        ("open", {"site_visit": "9-4", "questions": "9-3"}, ["order_site_visit_questions"]),
        ("open", {"award": "12-1", "validity": "11-30"}, ["order_award_validity"]),
        ("open", {"publicity_to": "9-10", "award": "9-9"}, ["order_publicity_to_award"]),
        ("gov_open", {"publicity_to": "9-10", "award": "9-9"}, []),
        ("open", {"opening": "10-10"}, []),
        ("open", {"opening": "10-2", "bond_due": "9-27"}, ["off_bond_due", "off_opening"]),
    ],
)
def test_periods(procedure: str, days: Mapping[str, str], expected: list[str]) -> None:
    assert codes(case(procedure, days)) == expected


def test_a_finding_says_what_and_how_grave() -> None:
    days = {"documents_from": "9-1", "opening": "9-18"}
    (one,) = findings(case("open", days))
    assert (one.severity, one.right, one.kinds) == ("act", at("9-21"), ("documents_from", "opening"))
    assert "17" in one.text and "20" in one.text
    assert findings(case("open", days, compulsory=False))[0].severity == "watch"
    assert findings(case("gov_open", days, compulsory=False))[0].severity == "act"
    (late,) = findings(case("open", {"clarification": "9-10", "opening": "9-22"}))
    assert late.right == at("9-7")
    (sale,) = findings(case("gov_open", {"documents_from": "9-1", "documents_to": "9-4"}))
    assert sale.right == at("9-7")


def test_the_company_has_its_own_numbers() -> None:
    days = {"documents_from": "9-1", "opening": "9-18"}
    assert codes(case("open", days, own={"law_prepare": 15})) == []
    assert codes(case("open", days, own={"law_prepare": None})) == []
    assert codes(case("open", {**days, "opening": "9-21"}, own={"law_prepare": 30})) == ["law_prepare"]


def test_the_bond_is_two_percent_at_most() -> None:
    assert codes(case("open", {}, budget=1_000_000_00, bond=20_000_00)) == []
    assert codes(case("open", {}, budget=1_000_000_00, bond=20_000_01)) == ["bond_share"]
    assert codes(case("gov_inquiry", {}, budget=1_000_000_00, bond=25_000_00)) == ["bond_share"]
    assert codes(case("enterprise", {}, budget=1_000_000_00, bond=90_000_00)) == []


def test_days_that_follow() -> None:
    known = {"documents_from": "9-1", "opening": "9-25", "publicity_to": "9-29", "award": "9-30", "contract": "10-9"}
    found = {one.code: one.day for one in dues(case("open", known, validity_days=90))}
    assert found == {
        "law_clarify_by": at("9-10"),
        "law_object_documents": at("9-15"),
        "law_object_result": at("9-29"),
        "law_sign_by": at("10-30"),
        "law_refund_by": at("10-14"),
        "validity": at("12-24"),
    }
    gov = {one.code: one.day for one in dues(case("gov_open", known))}
    assert gov["gov_query_documents"] == at("9-10")  # 2, 3, 4, 7, 8, 9, 10 September
    assert gov["gov_query_result"] == at("10-14")  # 30 September, 8, 9, 10, 12, 13, 14 October
    assert gov["gov_refund_by"] == at("10-15")  # 10, 12, 13, 14, 15 October
    assert "law_object_documents" not in gov


def test_every_rule_names_kinds_and_procedures_that_exist() -> None:
    assert {kind for one in PERIODS for kind in (one.first, one.last)} <= KINDS.keys()
    assert all(one.procedures <= EVERY and (one.procedures <= BIDDING or one.procedures <= GOV) for one in PERIODS)
    assert len({one.code for one in PERIODS}) == len(PERIODS)
