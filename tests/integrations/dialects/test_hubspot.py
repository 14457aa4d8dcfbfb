"""HubSpot: labels of the portal, associations by id, several of them in one cell."""

from pathlib import Path

import pytest

from pursuit.integrations.csv_xlsx.tables import open_tables
from pursuit.integrations.intake.dialects import propose
from tests.integrations.dialects import headers
from tests.integrations.dialects.making import fields, sheet, table, workbook

DEALS = [
    {
        "Record ID": "501",
        "Deal Name": "Yard cranes",
        "Deal Stage": "Closed Won (Sales Pipeline)",
        "Pipeline": "Sales Pipeline",
        "Amount": "88000",
        "Currency": "EUR",
        "Close Date": "1/10/2026 21:52",
        "Deal owner": "Ana Silva",
        "Associated Company IDs": "11;12",
        "Associated Contact IDs": "7",
        "Create Date": "1/3/2026 08:00",
    },
    {"Record ID": "502", "Deal Name": "Spare parts", "Deal Stage": "Qualified To Buy", "Associated Company IDs": "12"},
]
COMPANIES = [{"Record ID": "11", "Company name": "Port of Mira", "Industry": "LOGISTICS_AND_SUPPLY_CHAIN"},
             {"Record ID": "12", "Company name": "Dock Seven", "Industry": "Basket weaving"}]  # fmt: skip


def test_deals_and_companies(tmp_path: Path) -> None:
    deals = table(tmp_path, "all-deals.csv", headers.HUBSPOT_DEALS, DEALS)
    companies = table(tmp_path, "all-companies.csv", headers.HUBSPOT_COMPANIES, COMPANIES)
    proposal = propose([deals, companies])
    assert proposal.dialect == "hubspot"
    read = sheet(proposal, deals)
    assert (read.kind, read.id) == ("project", ("Record ID",))
    found = fields(read)
    assert found["account"] == "Associated Company IDs"
    assert found["expected_sign_on"] == "Close Date"
    assert found["owner"] == "Deal owner"
    assert found["currency"] == "Currency"
    assert proposal.unmapped[deals.name] == ["Pipeline"]
    stages = read.columns["Deal Stage"].answers
    assert stages["Closed Won (Sales Pipeline)"] == stages["Closed Won"] == "won"
    assert stages["Qualified To Buy"] == "40"
    assert sheet(proposal, companies).columns["Industry"].answers == {"LOGISTICS_AND_SUPPLY_CHAIN": "logistics"}


def test_the_first_of_several_companies(tmp_path: Path) -> None:
    deals = table(tmp_path, "deals.csv", headers.HUBSPOT_DEALS, DEALS)
    proposal = propose([deals])
    assert sheet(proposal, deals).columns["Associated Company IDs"].split == ";"
    assert any(deals.name in str(note) for note in proposal.notes)


@pytest.mark.parametrize(
    ("name", "kind", "some"),
    [
        ("HUBSPOT_COMPANIES", "account", {"title": "Company name", "website": "Website URL", "owner": "Company owner"}),
        ("HUBSPOT_CONTACTS", "contact", {"last_name": "Last Name", "job_title": "Job Title", "mobile":
                                         "Mobile Phone Number"}),
        ("HUBSPOT_TASKS", "task", {"title": "Task title", "note": "Task body", "owner": "Assigned to"}),
    ],
)  # fmt: skip
def test_other_tables(tmp_path: Path, name: str, kind: str, some: dict[str, str]) -> None:
    one = table(tmp_path, "hubspot-crm-exports.csv", getattr(headers, name), [{"Record ID": "1"}])
    proposal = propose([one])
    read = sheet(proposal, one)
    assert (proposal.dialect, read.kind, read.id) == ("hubspot", kind, ("Record ID",))
    assert some.items() <= fields(read).items()


def test_activities_that_name_no_record_stay_out(tmp_path: Path) -> None:
    one = table(tmp_path, "activities.csv", headers.HUBSPOT_ACTIVITIES, [{"Activity type": "Note"}])
    deals = table(tmp_path, "deals.csv", headers.HUBSPOT_DEALS, DEALS)
    proposal = propose([one, deals])
    assert proposal.plan.sheet(one.name) is None
    assert any(one.name in str(note) for note in proposal.notes)


def test_an_empty_column_gives_way(tmp_path: Path) -> None:
    rows = [{"Record ID": "1", "Company name": "Dock Seven", "Company Domain Name": "dock7.example"}]
    one = table(tmp_path, "companies.csv", headers.HUBSPOT_COMPANIES, rows)
    assert fields(sheet(propose([one]), one))["website"] == "Company Domain Name"


def test_days_that_do_not_tell_take_the_order_of_those_that_do(tmp_path: Path) -> None:
    told = [{**DEALS[0], "Create Date": "1/13/2026 08:00"}, DEALS[1]]
    deals = table(tmp_path, "deals.csv", headers.HUBSPOT_DEALS, told)
    columns = sheet(propose([deals]), deals).columns
    assert (columns["Close Date"].order, columns["Create Date"].order) == ("mdy", "")
    silent = table(tmp_path, "others.csv", headers.HUBSPOT_DEALS, DEALS)
    assert sheet(propose([silent]), silent).columns["Close Date"].order == ""


def test_a_workbook(tmp_path: Path) -> None:
    (deals,) = open_tables(workbook(tmp_path, "deals.xlsx", {"Deals": (headers.HUBSPOT_DEALS, DEALS)}))
    proposal = propose([deals])
    assert (proposal.dialect, sheet(proposal, deals).kind) == ("hubspot", "project")
