"""A pipeline that some rows of the ledgers contradict, and how ledgers are brought."""

from pathlib import Path

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.projects.actions.importing import import_projects
from pursuit.domain.projects.models import Project
from pursuit.integrations.intake.batches import Import
from pursuit.integrations.intake.dialects import propose
from pursuit.integrations.intake.returned import opened
from pursuit.kernel import clock
from pursuit.kernel.money import Money
from tests.cast import Cast


def pipeline(cast: Cast) -> dict[str, Project]:
    """Two customers; projects that are open, won and lost, with their amounts."""
    ar = cast.actor("ar")
    harbour = create_account(actor=ar, title="东海港口集团有限公司", short_name="东海港").pk
    water = create_account(actor=ar, title="江宁水务有限公司").pk
    rows = {
        "智慧码头二期": (harbour, 480, "won"),
        "码头维保": (harbour, 36, "won"),
        "泵站改造": (water, 1100, "open"),
        "管网监测": (water, 98, "lost"),
    }
    for title, (account, wan, how) in rows.items():
        ended = {"kind": how, "on": "2025-02-01", "reason": "", "note": ""} if how != "open" else None
        data = {"title": title, "account": account, "amount": Money(wan * 1_000_000, "CNY"), "owner": cast.ar.pk}
        past = {"at": clock.now().replace(year=2025, month=1, day=5), "by": cast.ar.pk, "data": data, "ended": ended}
        import_projects.run(cast.actor("admin"), {"pasts": [past]})
    return {row.title: row for row in Project.objects.select_related("subject")}


def bring(cast: Cast, *files: Path, dry: bool = False) -> Import:
    """As `pursuit import FILE…` does."""
    tables = [table for path in files for table in opened(path)]
    found = propose(tables)
    assert found.dialect == "ledger"
    done = Import(cast.actor("admin"), found.plan, tables, files, dry=dry, notes=[str(one) for one in found.notes])
    done.run()
    return done
