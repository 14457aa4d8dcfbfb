"""Cost and margin never leave the server for those who may not see them: one test per way out."""

import io
import json
import re
import zipfile

import pytest
from django.test import Client

from pursuit.domain.offers.actions import approval, lines
from pursuit.domain.offers.models import Quote
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.rest.conftest import Calls, caller

__all__ = ["caller"]

# Amounts that stand nowhere else: 6,173.29 cost of a gateway, 1,913.57 of the training.
COSTS = (617_329, 191_357)
WRITTEN = re.compile(r"617329|6,?173\.29|191357|1,?913\.57|1426015|14,?260\.15")


@pytest.fixture
def secretive(cast: Cast, quote: Quote) -> Quote:
    """Costs set by the solution responsible, and a line changed twice, so that history has something to tell."""
    for line, cost in zip(quote.lines.order_by("place"), COSTS, strict=True):
        lines.update_line(actor=cast.actor("sr"), line=line.pk, cost=Money(cost))
    row = Quote.objects.get(pk=quote.pk)
    assert row.cost == 2 * COSTS[0] + COSTS[1] == 1_426_015 and row.margin is not None
    return row


def secrets(row: Quote) -> re.Pattern[str]:
    """The figures of cost, and of margin in both ways of writing."""
    assert row.margin is not None and row.margin_bp is not None
    margin = f"{row.margin / 100:,.2f}"
    parts = [WRITTEN.pattern, str(row.margin), re.escape(margin), margin.replace(",", "")]
    parts += [re.escape(f"{row.margin_bp / 100:g}%"), rf"\b{row.margin_bp}\b"]
    return re.compile("|".join(parts))


def texts(body: bytes) -> str:
    """What a docx or xlsx holds, all parts of it."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "".join(archive.read(name).decode(errors="ignore") for name in archive.namelist() if "xml" in name)


PAGES = ("/quotes/", "/quotes/{q}", "/quotes/{q}/edit", "/quotes/{q}/lines/{l}", "/projects/{p}/quotes",
         "/records/{q}/history", "/quotes/{q}/table", "/?", "/search?q=监控系统", "/search?q=617329")  # fmt: skip


@pytest.mark.parametrize("url", PAGES)
def test_pages(client: Client, cast: Cast, secretive: Quote, url: str) -> None:
    first = secretive.lines.order_by("place").first()
    assert first is not None
    at = url.format(q=secretive.pk, l=first.pk, p=secretive.project_id)
    client.force_login(cast.ar)
    answer = client.get(at)
    assert answer.status_code == 200
    page = answer.content.decode()
    page = page.replace("617329", "") if "617329" in at else page  # what was searched for stands there again
    assert not secrets(secretive).search(page), at


def test_those_who_may_see_them_do(client: Client, cast: Cast, secretive: Quote) -> None:
    client.force_login(cast.sr)
    page = client.get(f"/quotes/{secretive.pk}").content.decode()
    assert "6173.29" in page and f"{(secretive.margin_bp or 0) / 100:g}%" in page
    assert "14,260.15" in page


def test_margin_alone_shows_no_cost_of_lines(client: Client, cast: Cast, secretive: Quote) -> None:
    """The manager sees the margin of the whole, not what a line costs."""
    client.force_login(cast.manager)
    page = client.get(f"/quotes/{secretive.pk}").content.decode()
    assert f"{(secretive.margin_bp or 0) / 100:g}%" in page and not WRITTEN.search(page)


def test_the_cell_that_is_typed_into_answers_without_them(client: Client, cast: Cast, secretive: Quote) -> None:
    client.force_login(cast.ar)
    line = secretive.lines.order_by("place")[0]
    sent = {"one": line.pk, f"quantity.{line.pk}": "2"}
    answer = client.post(f"/quotes/{secretive.pk}/cells", sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and not secrets(secretive).search(answer.content.decode())
    sent = {f"cost.{line.pk}": "1.00"}
    client.post(f"/quotes/{secretive.pk}/cells", sent)
    line.refresh_from_db()
    assert line.cost == COSTS[0]  # no such input: it is not read


def test_rest(caller: Calls, cast: Cast, secretive: Quote) -> None:
    ar, sr = caller("ar"), caller("sr")
    pk = secretive.pk
    line = secretive.lines.order_by("place")[0].pk
    for path in (f"/quotes/{pk}", "/quotes", f"/quotes/{pk}/history", "/quote-lines", f"/quote-lines/{line}"):
        body = json.dumps(ar("GET", path).json())
        assert not secrets(secretive).search(body), path
        assert '"cost"' not in body and '"margin"' not in body and '"unit_cost"' not in body, path
        if path not in ("/quotes", "/quote-lines"):  # cost is none of the columns a list begins with
            assert WRITTEN.search(json.dumps(sr("GET", path).json())), path
    changed = ar("PATCH", f"/quote-lines/{line}", {"note": "到货即装"})
    assert changed.status_code == 200 and not WRITTEN.search(changed.content.decode())
    assert ar("PATCH", f"/quote-lines/{line}", {"cost": "1"}).status_code == 403
    for query in ("sort=cost", "cost=617329", "fields=cost,margin", "sort=-margin"):
        assert not WRITTEN.search(ar("GET", f"/quotes?{query}").content.decode()), query


@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
@pytest.mark.parametrize("listing", ["quotes", "quote-lines"])
def test_exports(client: Client, cast: Cast, secretive: Quote, form: str, listing: str) -> None:
    client.force_login(cast.ar)
    columns = "columns=title&columns=cost&columns=margin"
    answer = client.post(f"/lists/{listing}/export", {"format": form, "query": columns})
    assert answer.status_code == 200
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert not secrets(secretive).search(texts(body) if form == "xlsx" else body.decode())


@pytest.mark.parametrize("form", ["docx", "xlsx"])
@pytest.mark.parametrize("part", ["ar", "sr", "director"])
def test_the_customers_files(client: Client, cast: Cast, secretive: Quote, form: str, part: str) -> None:
    """Whoever takes them: they go to the customer."""
    client.force_login(cast.users[part])
    answer = client.post(f"/quotes/{secretive.pk}/document", {"form": form})
    assert answer.status_code == 200
    assert not WRITTEN.search(texts(answer.content)) and "毛利" not in texts(answer.content)


def test_the_file_with_cost(client: Client, cast: Cast, secretive: Quote) -> None:
    for part, status in (("ar", 403), ("manager", 403), ("director", 200)):
        client.force_login(cast.users[part])
        assert client.post(f"/quotes/{secretive.pk}/document", {"form": "costed"}).status_code == status
    client.force_login(cast.director)
    assert "6173.29" in texts(client.post(f"/quotes/{secretive.pk}/document", {"form": "costed"}).content)


def test_what_an_approver_and_the_asker_read(client: Client, cast: Cast, secretive: Quote) -> None:
    gateway = secretive.lines.order_by("place")[0]
    lines.update_line(actor=cast.actor("ar"), line=gateway.pk, discount=25)
    row = approval.submit_quote(actor=cast.actor("ar"), quote=secretive.pk)
    row = Quote.objects.get(pk=row.pk)
    client.force_login(cast.ar)
    seen = client.get(f"/approvals/{row.approval_id}")
    assert seen.status_code == 200 and not secrets(row).search(seen.content.decode())
    client.force_login(cast.manager)
    page = client.get(f"/approvals/{row.approval_id}").content.decode()
    assert f"{(row.margin_bp or 0) / 100:g}%" in page and "25%" in page
    notes = client.get("/notifications").content.decode() if client.get("/notifications").status_code == 200 else ""
    assert not WRITTEN.search(notes)
