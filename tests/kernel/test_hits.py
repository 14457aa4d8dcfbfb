"""A page of hits: by type, newest change first, and honest where a word is too common to look at everything."""

import pytest

from pursuit.domain.projects.actions.projects import create_project, update_project
from pursuit.kernel import search
from tests.cast import Cast


def test_hits_come_by_type_newest_change_first(cast: Cast) -> None:
    actor = cast.actor("ar")
    rows = [create_project(actor=actor, title=f"水厂改造 {at}") for at in range(4)]
    update_project(actor=actor, project=rows[1].pk, title="水厂改造 一")
    found = search.hits(actor, "水厂", 3)
    assert [(row.pk, count) for row, count in found.rows] == [(rows[1].pk, 4), (rows[3].pk, 4), (rows[2].pk, 4)]
    assert not found.cut
    assert search.hits(cast.actor("stranger"), "水厂", 3).rows == []
    assert search.hits(actor, "水厂", 3, types=["account"]).rows == []
    assert search.hits(actor, " ", 3).rows == []


def test_a_common_word_is_looked_for_among_the_newest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 2)
    actor = cast.actor("ar")
    rows = [create_project(actor=actor, title=f"水厂改造 {at}") for at in range(4)]
    found = search.hits(actor, "水厂", 2)
    assert found.cut
    assert {row.pk for row, _count in found.rows} == {rows[2].pk, rows[3].pk}
    found = search.hits(actor, "水厂", 5)
    assert (found.cut, len(found.rows)) == (False, 4)


def test_what_others_entered_later_hides_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "NEWEST", 2)
    own = create_project(actor=cast.actor("stranger"), title="水厂改造 老")
    for at in range(5):
        create_project(actor=cast.actor("ar"), title=f"水厂改造 {at}")
    found = search.hits(cast.actor("stranger"), "水厂", 3)
    assert [row.pk for row, _count in found.rows] == [own.pk]
    assert not found.cut
