"""From needs over answers and offer lines to clauses and compliance: what is tied, carried on, found broken, hidden."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pursuit.domain.bids.actions.bids import create_bid
from pursuit.domain.bids.actions.clauses import bring_clauses, edit_clauses, remove_clauses
from pursuit.domain.bids.fields import ClauseSpec
from pursuit.domain.bids.models import Bid, Clause
from pursuit.domain.bids.queries.matrix import Asked, chosen, matrix
from pursuit.domain.bids.queries.tracing import Trace, TraceRow, trace
from pursuit.domain.bids.rules.tracing import Answer, Verdict, gaps, verdict
from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.offers.actions import lines, quotes, steps, ties
from pursuit.domain.offers.models import Quote, QuoteLine
from pursuit.domain.offers.queries.sheet import sheet
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project
from pursuit.domain.strategy.actions import needs
from pursuit.domain.strategy.models import Need
from pursuit.kernel import history, revision, undo
from pursuit.kernel.errors import Forbidden, Invalid, Refused
from pursuit.kernel.models import Event, RoleRight
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.projects.conftest import soon


@pytest.fixture
def quote(cast: Cast, project: Project) -> Quote:
    return quotes.create_quote(actor=cast.actor("ar"), project=project.pk, title="报价", valid_until=soon(30))


def need(cast: Cast, project: Project, text: str, **more: object) -> Need:
    made: Need = needs.create_need.run(cast.actor("ar"), {"project": project.pk, "text": text, **more})
    return made


def line(cast: Cast, quote: Quote, title: str, **more: object) -> QuoteLine:
    given = {"quote": quote.pk, "title": title, "price": Money(10_000), **more}
    made: QuoteLine = lines.add_line.run(cast.actor("ar"), given)
    return made


def clause(cast: Cast, bid: Bid, number: str, **more: object) -> Clause:
    ar = cast.actor("ar")
    bring_clauses(actor=ar, bid=bid.pk, clauses=[ClauseSpec(number=number, text=f"要求{number}")])
    row = Clause.objects.latest("pk")
    if more:
        edit_clauses.run(ar, {"bid": bid.pk, "clauses": [row.pk], **more})
        row.refresh_from_db()
    return row


def take_back(cast: Cast, verb: str) -> None:
    undo.undo(cast.actor("ar"), Event.objects.filter(verb=verb).latest("pk").pk)


def elsewhere(cast: Cast) -> Project:
    ar = cast.actor("ar")
    return create_project(actor=ar, title="另一个", account=create_account(actor=ar, title="别家").pk)


def found(cast: Cast, project: Project, part: str = "ar") -> Trace:
    return trace(cast.actor(part), project)


def row_of(one: Trace, row: Need) -> TraceRow:
    return next(found for found in one.rows if found.need.pk == row.pk)


MET, OPEN = Answer("plain", "answered", "none"), Answer("plain", "open", "none")
WORSE = Answer("plain", "open", "negative")
STAR, OVER = Answer("star", "checked", "negative"), Answer("plain", "checked", "positive")


@pytest.mark.parametrize(
    ("said", "clauses", "expected"),
    [
        ("unknown", [], Verdict("unknown", "none")),
        ("met", [], Verdict("met", "archive")),
        ("unknown", [MET, OVER], Verdict("met", "clauses")),
        ("unknown", [OVER], Verdict("over", "clauses")),
        ("met", [MET], Verdict("met", "both")),
        ("over", [MET], Verdict("met", "both")),
        ("met", [MET, OPEN], Verdict("unknown", "open")),
        ("partly", [MET], Verdict("partly", "archive")),
        ("met", [MET, WORSE], Verdict("partly", "worse", contradiction=True)),
        ("unknown", [OPEN, WORSE], Verdict("partly", "worse")),
        ("over", [STAR, OVER], Verdict("not", "worse", contradiction=True)),
        ("not", [WORSE], Verdict("not", "archive")),
        ("partly", [WORSE], Verdict("partly", "both")),
        ("partly", [STAR], Verdict("not", "worse")),
    ],
)
def test_the_worst_that_is_known_counts(said: str, clauses: list[Answer], expected: Verdict) -> None:
    assert verdict(said, clauses) == expected


def test_what_is_broken_about_a_need() -> None:
    good, unknown = Verdict("met", "both"), Verdict("unknown", "none")
    assert gaps(priority="must", answered=True, lines=1, found=good) == ()
    assert gaps(priority="must", answered=False, lines=0, found=unknown) == ("unanswered", "unmet")
    assert gaps(priority="could", answered=True, lines=0, found=unknown) == ("unoffered",)
    assert gaps(priority="could", answered=True, lines=None, found=unknown) == ()
    assert gaps(priority="should", answered=True, lines=1, found=Verdict("not", "worse", True)) == ("contradiction",)


def test_the_whole_way(cast: Cast, project: Project, quote: Quote, bid: Bid) -> None:
    ar = cast.actor("ar")
    met = need(cast, project, "停电不超过两小时", priority="must", answer="双机热备", compliance="met")
    bare = need(cast, project, "国产化", priority="must")
    lonely = need(cast, project, "培训", answer="驻场十天")
    dropped = need(cast, project, "大屏", priority="must", state="dropped")
    server = line(cast, quote, "服务器", need=met.pk)
    line(cast, quote, "线缆")
    own = clause(cast, bid, "3.1", need=met.pk, status="answered", deviation="none")
    through = clause(cast, bid, "3.2", line=server.pk, status="answered", deviation="none")
    clause(cast, bid, "3.3")
    seen = found(cast, project)
    row = row_of(seen, met)
    assert [one.title for one in row.lines] == ["服务器"]
    assert [(one.pk, one.through) for one in row.clauses] == [(own.pk, False), (through.pk, True)]
    assert (row.found, row.gaps) == (Verdict("met", "both"), ())
    assert row_of(seen, bare).gaps == ("unanswered", "unmet") and row_of(seen, lonely).gaps == ("unoffered",)
    assert row_of(seen, dropped).gaps == ()
    assert seen.counts == {
        "unanswered": 1, "unoffered": 1, "unmet": 1, "contradiction": 0, "idle_lines": 1, "idle_clauses": 1,
    }  # fmt: skip
    assert [one.need.pk for one in seen.chosen("gaps")] == [bare.pk, lonely.pk]
    assert [one.need.pk for one in seen.chosen("unoffered")] == [lonely.pk] and len(seen.chosen("all")) == 4
    assert [(one.name, one.count, [text for _pk, text in one.rows]) for one in seen.lines or []] == [
        (f"{quote.code} V1", 1, ["线缆"])
    ]
    edit_clauses(actor=ar, bid=bid.pk, clauses=[through.pk], deviation="negative")
    row = row_of(found(cast, project), met)
    assert (row.found.code, row.gaps) == ("partly", ("unmet", "contradiction"))
    rows = matrix(ar, bid)
    assert [one.need.code if one.need else "" for one in rows] == ["N1", "N1", ""]
    assert [one.clause.number for one in chosen(rows, Asked(show="untied"))] == ["3.3"]
    assert rows[1].line is not None and rows[1].line.title == "服务器"


def test_a_new_version_carries_the_ties_on(cast: Cast, project: Project, quote: Quote, bid: Bid) -> None:
    ar = cast.actor("ar")
    row = need(cast, project, "停电不超过两小时", answer="双机热备")
    server = line(cast, quote, "服务器", need=row.pk)
    hung = clause(cast, bid, "3.1", line=server.pk)
    steps.issue_quote(actor=ar, quote=quote.pk)
    renewed = quotes.new_version(actor=ar, quote=quote.pk)
    copy = QuoteLine.objects.get(quote=renewed)
    assert (copy.need_id, copy.key) == (row.pk, server.key)
    seen = row_of(found(cast, project), row)
    assert [one.quote_name for one in seen.lines] == [f"{quote.code} V2"] and seen.clauses[0].pk == hung.pk
    edit_clauses.run(ar, {"bid": bid.pk, "clauses": [hung.pk], "line": copy.pk})
    hung.refresh_from_db()
    assert hung.line_key == server.key
    lines.remove_lines(actor=ar, lines=[copy.pk])
    seen = row_of(found(cast, project), row)
    assert seen.lines == [] and seen.clauses == [] and found(cast, project).counts["idle_clauses"] == 1


def test_only_needs_and_lines_of_the_same_project(cast: Cast, project: Project, quote: Quote, bid: Bid) -> None:
    ar, other = cast.actor("ar"), elsewhere(cast)
    foreign = need(cast, other, "别的")
    mine, far = line(cast, quote, "服务器"), line(cast, quotes.create_quote(actor=ar, project=other.pk), "别的")
    row = clause(cast, bid, "3.1")
    for call, field in (
        (lambda: lines.update_line.run(ar, {"line": mine.pk, "need": foreign.pk}), "need"),
        (lambda: lines.add_line.run(ar, {"quote": quote.pk, "title": "一", "need": foreign.pk}), "need"),
        (lambda: ties.tie_lines.run(ar, {"lines": [mine.pk], "need": foreign.pk}), "need"),
        (lambda: edit_clauses.run(ar, {"bid": bid.pk, "clauses": [row.pk], "need": foreign.pk}), "need"),
        (lambda: edit_clauses.run(ar, {"bid": bid.pk, "clauses": [row.pk], "line": far.pk}), "line"),
    ):
        with pytest.raises(Refused) as no:
            call()
        assert (no.value.code, no.value.field) == ("other_project", field)
    with pytest.raises(Invalid) as unknown:
        edit_clauses.run(ar, {"bid": bid.pk, "clauses": [row.pk], "need": 999_999})
    assert set(unknown.value.faults) == {"need"}
    assert not QuoteLine.objects.exclude(need=None).exists() and not Clause.objects.exclude(need=None).exists()


def test_ties_are_taken_back_and_leave_prices_alone(cast: Cast, project: Project, quote: Quote, bid: Bid) -> None:
    ar = cast.actor("ar")
    one, two = need(cast, project, "一"), need(cast, project, "二")
    server, cable = line(cast, quote, "服务器", need=one.pk), line(cast, quote, "线缆")
    lines.update_line.run(ar, {"line": server.pk, "need": two.pk, "note": "备注"})
    take_back(cast, "quote.line_changed")
    server.refresh_from_db()
    assert (server.need_id, server.note) == (one.pk, "")
    steps.issue_quote(actor=ar, quote=quote.pk)
    with pytest.raises(Refused):
        lines.update_line.run(ar, {"line": cable.pk, "need": two.pk})
    ties.tie_lines.run(ar, {"lines": [server.pk, cable.pk], "need": two.pk})  # the customer is not concerned
    assert set(QuoteLine.objects.values_list("need", flat=True)) == {two.pk}
    assert Quote.objects.get(pk=quote.pk).state == "issued"
    take_back(cast, "quote.lines_tied")
    assert list(QuoteLine.objects.order_by("pk").values_list("need", flat=True)) == [one.pk, None]
    first, second = clause(cast, bid, "1"), clause(cast, bid, "2")
    edit_clauses.run(ar, {"bid": bid.pk, "clauses": [first.pk, second.pk], "need": one.pk, "line": cable.pk})
    assert set(Clause.objects.values_list("need", "line_key")) == {(one.pk, cable.key)}
    take_back(cast, "bid.clauses_edited")
    assert not Clause.objects.exclude(need=None, line_key=None).exists()
    edit_clauses.run(ar, {"bid": bid.pk, "clauses": [first.pk], "need": one.pk})
    remove_clauses(actor=ar, bid=bid.pk, clauses=[first.pk])
    needs.remove_need(actor=ar, need=one.pk)
    take_back(cast, "bid.clauses_removed")
    assert Clause.objects.get(pk=first.pk).need_id is None and QuoteLine.objects.get(pk=server.pk).need_id is None
    take_back(cast, "strategy.need_removed")
    assert QuoteLine.objects.get(pk=server.pk).need_id == one.pk


def test_an_approved_quote_stays_approved(cast: Cast, project: Project, quote: Quote) -> None:
    row, server = need(cast, project, "一"), line(cast, quote, "服务器")
    Quote.objects.filter(pk=quote.pk).update(state="approved")
    lines.update_line.run(cast.actor("ar"), {"line": server.pk, "need": row.pk})
    assert Quote.objects.get(pk=quote.pk).state == "approved"


def test_who_sees_no_strategies_sees_no_needs(cast: Cast, project: Project, quote: Quote, bid: Bid) -> None:
    row = need(cast, project, "停电不超过两小时", answer="双机热备")
    server = line(cast, quote, "服务器", need=row.pk)
    asked = clause(cast, bid, "3.1", need=row.pk)
    RoleRight.objects.filter(role__code="manager", right="strategy.view").delete()
    revision.forget_all()
    manager = cast.actor("manager")
    assert trace(manager, project).rows == [] and sheet(manager, quote).lines[0].need is None
    assert [one.need for one in matrix(manager, bid)] == [None]
    for call in (
        lambda: lines.update_line.run(manager, {"line": server.pk, "need": row.pk}),
        lambda: ties.tie_lines.run(manager, {"lines": [server.pk], "need": row.pk}),
        lambda: edit_clauses.run(manager, {"bid": bid.pk, "clauses": [asked.pk], "need": row.pk}),
    ):
        with pytest.raises(Forbidden):
            call()
    lines.update_line.run(manager, {"line": server.pk, "note": "备注"})
    server.refresh_from_db()
    assert server.need_id == row.pk
    ties.tie_lines.run(cast.actor("ar"), {"lines": [server.pk], "need": None})
    told = [change.name for entry in history.of(cast.actor("ar"), quote.subject) for change in entry.changes]
    assert "need" not in told and "needs" not in told


def test_tenders_that_came_to_nothing_and_quotes_that_ended_do_not_count(
    cast: Cast, project: Project, quote: Quote, bid: Bid
) -> None:
    row = need(cast, project, "一", answer="二")
    line(cast, quote, "服务器", need=row.pk)
    clause(cast, bid, "3.1", need=row.pk)
    again = create_bid(actor=cast.actor("ar"), project=project.pk, title="二次招标")
    clause(cast, again, "3.1", need=row.pk)
    Bid.objects.filter(pk=bid.pk).update(outcome="failed")
    Quote.objects.filter(pk=quote.pk).update(state="declined")
    seen = row_of(found(cast, project), row)
    assert [one.bid for one in seen.clauses] == [again.pk] and seen.lines == []


def test_a_trace_costs_the_same_however_many_needs(cast: Cast, project: Project, quote: Quote, bid: Bid) -> None:
    def grow(many: int) -> int:
        for at in range(many):
            row = need(cast, project, f"需求{at}", answer="有")
            made = line(cast, quote, f"行{at}", need=row.pk)
            clause(cast, bid, f"{at}", need=row.pk)
            clause(cast, bid, f"{at}.1", line=made.pk)
        actor = cast.actor("ar")
        with CaptureQueriesContext(connection) as asked:
            trace(actor, project)
        return len(asked)

    few = grow(2)
    assert few <= 9 and grow(8) == few
