"""A block that defers: records are written together at its end, and a refused row leaves nothing."""

from collections.abc import Callable

import pytest
from django.db import connection

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.models import Account, Contact, MatchKey
from pursuit.domain.projects.actions.projects import create_project
from pursuit.domain.projects.models import Project, StageMove, TeamMember
from pursuit.kernel import audit, collecting, search
from pursuit.kernel.context import context
from pursuit.kernel.errors import Forbidden, Refused
from pursuit.kernel.models import Event, Share, Subject
from tests.cast import Cast

CODE = "91350100M000100Y43"
WRITES = ("INSERT", "UPDATE", "DELETE")


class Written:
    """The statements that change something."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, execute: Callable[..., object], sql: str, params: object, many: bool, about: object) -> object:
        if sql.lstrip().upper().startswith(WRITES):
            self.seen.append(sql)
        return execute(sql, params, many, about)


def test_nothing_is_written_before_the_end(cast: Cast) -> None:
    admin, written = cast.actor("admin"), Written()
    with context(admin, source="zoho", batch=7), collecting.collected(admin, new=10):
        with connection.execute_wrapper(written):
            account = create_account(actor=admin, title="江宁水务", source_id="a1", owner=cast.ar.pk)
            person = create_contact(actor=admin, title="沈国栋", account=account.pk, source_id="c1")
            deal = create_project(actor=admin, title="水厂改造", account=account.pk, source_id="d1", owner=cast.ar.pk)
        # The counter of numbers is the one row that is locked while the block is open.
        assert [sql for sql in written.seen if "kernel_sequence" not in sql] == []
        assert not Subject.objects.filter(batch=7).exists()
    assert set(Subject.objects.filter(batch=7).values_list("pk", flat=True)) == {account.pk, person.pk, deal.pk}
    assert Contact.objects.get().account_id == Account.objects.get().pk == account.pk
    assert MatchKey.objects.filter(subject_id=account.pk).exists()
    deal = Project.objects.get()
    assert StageMove.objects.get().project_id == TeamMember.objects.get().project_id == deal.pk
    assert Share.objects.filter(subject=deal.pk, user=cast.ar).exists()
    assert [one.pk for one in search.subjects(cast.actor("ar"), "水厂")] == [deal.pk]
    assert Event.objects.filter(batch=7).values_list("verb", flat=True).distinct().count() == 3
    assert not list(audit.verify())


def test_numbers_follow_one_another(cast: Cast) -> None:
    admin = cast.actor("admin")
    first = create_project(actor=admin, title="甲")
    with collecting.collected(admin, new=3):
        codes = [create_project(actor=admin, title=title).code for title in "乙丙"]
    after = create_project(actor=admin, title="丁")
    numbers = [int(code.rsplit("-", 1)[1]) for code in (first.code, *codes, after.code)]
    assert numbers == list(range(numbers[0], numbers[0] + 4))


def test_a_refused_row_leaves_nothing(cast: Cast) -> None:
    admin = cast.actor("admin")
    with context(admin, source="zoho"), collecting.collected(admin, new=5):
        with collecting.row():
            create_account(actor=admin, title="甲方", credit_code=CODE)
        with pytest.raises(Refused), collecting.row():
            create_account(actor=admin, title="乙方")
            create_account(actor=admin, title="同码", credit_code=CODE)
        with collecting.row():
            create_account(actor=admin, title="丙方")
    assert sorted(Account.objects.values_list("subject__title", flat=True)) == ["丙方", "甲方"]
    assert Event.objects.filter(verb="account.created").count() == 2


def test_a_deferring_block_inside_another(cast: Cast) -> None:
    admin = cast.actor("admin")
    with collecting.collected(admin):
        with collecting.collected(admin, new=1):
            account = create_account(actor=admin, title="甲方")
            assert not Account.objects.exists()
        assert Account.objects.get() == account
        plain = create_account(actor=admin, title="乙方")
        assert Account.objects.filter(pk=plain.pk).exists()


def test_only_imports_write_so(cast: Cast) -> None:
    with pytest.raises(Forbidden), collecting.collected(cast.actor("ar"), new=1):
        pass
    with pytest.raises(RuntimeError), collecting.row():
        pass
