"""Salesforce: names of the API, reports with labels, people by id only where the users come along."""

from pathlib import Path

import pytest

from pursuit.integrations.intake.dialects import propose
from tests.integrations.dialects import headers
from tests.integrations.dialects.making import fields, sheet, table

OWNER = "0055g00000AbCdEAAV"
OPPORTUNITY = {
    "Id": "0065g00000XyZaBAAV",
    "AccountId": "0015g00000QrStUAAV",
    "Name": "Substation 12",
    "StageName": "Id. Decision Makers",
    "Amount": "1500000.0",
    "CloseDate": "2026-06-30",
    "Type": "Existing Customer - Upgrade",
    "ForecastCategoryName": "Best Case",
    "OwnerId": OWNER,
    "CurrencyIsoCode": "CNY",
    "CreatedDate": "2025-11-02T08:15:00.000Z",
}
USER = {"Id": OWNER, "Username": "ana@example.com", "Name": "Ana Silva", "Email": "ana@example.com"}


def test_owners_by_id_need_the_users(tmp_path: Path) -> None:
    deals = table(tmp_path, "Opportunity.csv", headers.SALESFORCE_OPPORTUNITIES, [OPPORTUNITY])
    alone = propose([deals])
    assert "owner" not in fields(sheet(alone, deals))
    assert "OwnerId" in alone.unmapped[deals.name]
    assert any(deals.name in str(note) for note in alone.notes)
    users = table(tmp_path, "User.csv", headers.SALESFORCE_USERS, [USER])
    together = propose([deals, users])
    assert together.plan.persons == {OWNER: "Ana Silva"}
    assert fields(sheet(together, deals))["owner"] == "OwnerId"
    assert together.plan.sheet(users.name) is None, "users are not added"


def test_opportunities(tmp_path: Path) -> None:
    deals = table(tmp_path, "Opportunity.csv", headers.SALESFORCE_OPPORTUNITIES, [OPPORTUNITY])
    proposal = propose([deals])
    read = sheet(proposal, deals)
    assert (proposal.dialect, read.kind, read.id) == ("salesforce", "project", ("Id",))
    assert fields(read) == {
        "account": "AccountId",
        "title": "Name",
        "stage": "StageName",
        "amount": "Amount",
        "expected_sign_on": "CloseDate",
        "deal_type": "Type",
        "next_step": "NextStep",
        "forecast_category": "ForecastCategoryName",
        "currency": "CurrencyIsoCode",
        "created_at": "CreatedDate",
        "owner_probability": "Probability",
        "note": "Description",
    }
    assert proposal.unmapped[deals.name] == ["LeadSource", "CampaignId", "OwnerId"]
    answers = {header: column.answers for header, column in read.columns.items()}
    assert answers["StageName"]["Id. Decision Makers"] == "60"
    assert answers["StageName"]["Value Proposition"] == "50"
    assert answers["Type"]["Existing Customer - Upgrade"] == "expansion"
    assert answers["ForecastCategoryName"]["Best Case"] == "best_case"


@pytest.mark.parametrize(
    ("file", "name", "kind", "some"),
    [
        ("Account", "SALESFORCE_ACCOUNTS", "account", {"title": "Name", "parent": "ParentId"}),
        ("Contact", "SALESFORCE_CONTACTS", "contact", {"account": "AccountId", "reports_to": "ReportsToId"}),
        ("Task", "SALESFORCE_TASKS", "task", {"title": "Subject", "parent": "WhatId", "due_on": "ActivityDate"}),
    ],
)
def test_other_tables(tmp_path: Path, file: str, name: str, kind: str, some: dict[str, str]) -> None:
    one = table(tmp_path, f"{file}.csv", getattr(headers, name), [{"Id": "0015g00000QrStUAAV"}])
    proposal = propose([one])
    read = sheet(proposal, one)
    assert (proposal.dialect, read.kind, read.id) == ("salesforce", kind, ("Id",))
    assert some.items() <= fields(read).items()


def test_a_report(tmp_path: Path) -> None:
    row = {"Opportunity Owner": "Ana Silva", "Account Name": "Grid Co", "Opportunity Name": "x", "Stage": "Closed Lost"}
    report = table(tmp_path, "report1767.csv", headers.SALESFORCE_REPORT, [row])
    proposal = propose([report])
    read = sheet(proposal, report)
    assert (proposal.dialect, read.kind, read.id) == ("salesforce", "project", ())
    assert fields(read)["account"] == "Account Name"
    assert fields(read)["owner"] == "Opportunity Owner"
    assert proposal.unmapped[report.name] == ["Lead Source"]


def test_roles(tmp_path: Path) -> None:
    one = table(tmp_path, "OpportunityContactRole.csv", headers.SALESFORCE_ROLES, [{"Id": "00K5g00000QrStUAAV"}])
    read = sheet(propose([one]), one)
    assert (read.kind, read.id) == ("seat", ("Id",))
    assert fields(read) == {"project": "OpportunityId", "contact": "ContactId", "role": "Role"}
    assert read.columns["Role"].answers["Decision Maker"] == "eb"
