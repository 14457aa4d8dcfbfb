"""The stream of a record: history and comments together, page by page, under today's reader's rights."""

import pytest

from pursuit.domain.collaboration.actions.comments import add_comment, delete_comment, edit_comment
from pursuit.domain.collaboration.queries.feed import Feed, feed
from pursuit.domain.customers.actions.accounts import create_account, update_account
from pursuit.kernel.errors import Missing
from pursuit.kernel.models import Subject
from tests.cast import Cast


@pytest.fixture
def about(cast: Cast) -> Subject:
    """Created, then five rounds of: changed, commented; two of the comments corrected, one deleted."""
    actor = cast.actor("ar")
    subject = create_account(actor=actor, title="中国移动").subject
    for number in range(5):
        update_account(actor=actor, account=subject.pk, region=str(number))
        row = add_comment(actor=actor, subject=subject.pk, text=f"第 {number} 条")
        if number < 2:
            edit_comment(actor=actor, comment=row.pk, text=f"改 {number}")
        if number == 2:
            delete_comment(actor=actor, comment=row.pk)
    return subject


def words(page: Feed) -> list[str]:
    return [item.comment.text if item.comment else item.entry.verb for item in page.items]


WHOLE = [
    *("第 4 条", "account.updated", "第 3 条", "account.updated", "", "account.updated"),
    *("改 1", "account.updated", "改 0", "account.updated", "account.created"),
]


def test_everything_in_order(cast: Cast, about: Subject) -> None:
    assert words(feed(cast.actor("guest"), about.pk)) == WHOLE
    assert words(feed(cast.actor("ar"), about.pk, part="comments")) == WHOLE[0:10:2]
    assert words(feed(cast.actor("ar"), about.pk, part="changes")) == ["account.updated"] * 5 + ["account.created"]


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_give_every_line_once(cast: Cast, about: Subject, limit: int) -> None:
    found: list[str] = []
    before = None
    while True:
        page = feed(cast.actor("ar"), about.pk, before=before, limit=limit)
        assert len(page.items) <= limit
        found += words(page)
        if (before := page.before) is None:
            break
    assert found == WHOLE


def test_an_invisible_record_has_no_stream(cast: Cast, about: Subject) -> None:
    for pk in (about.pk, 999_999):
        with pytest.raises(Missing):
            feed(cast.actor("stranger"), pk)
