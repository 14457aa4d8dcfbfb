"""Ids inside payloads and addresses: each must be visible to the caller, and belong to the record it is named with."""

from typing import Any

import pytest
from django.urls import reverse

from pursuit.domain.customers.actions.accounts import create_account
from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.projects.models import Project
from pursuit.kernel import action as actions
from pursuit.kernel import visible
from pursuit.kernel.errors import Invalid, Refused
from pursuit.kernel.inputs import ANY
from pursuit.kernel.models import Subject
from tests.cast import Cast
from tests.plumbing.untouched import WatchedClient


@pytest.fixture
def hidden(cast: Cast, deal: Project) -> dict[str, int]:
    """A record of the AR's of every type that can be hidden, by type."""
    return {kind: pk for pk, kind in Subject.objects.values_list("pk", "type")}


def test_no_keyword_takes_a_record_one_cannot_see(cast: Cast, hidden: dict[str, int]) -> None:
    """Every reference of every action, required or not: the answer is that for an unknown id, in the same words."""
    stranger = cast.actor("stranger")
    checked = 0
    for one in actions.every():
        for name, field in one.schema.fields.items():
            pk = hidden.get("project" if field.ref == ANY else field.ref)
            if pk is None:
                continue
            said = [_refused(stranger, one, name, pk if not field.many else [pk]) for pk in (pk, 9_999_999)]
            assert said[0] == said[1], (one.code, name)
            checked += 1
    assert checked > 40


def _refused(actor: Any, one: actions.Action[Any, Any], name: str, value: Any) -> str:
    with pytest.raises(Invalid) as no:
        visible.check(actor, one.schema.fields, {name: value})
    return f"{no.value.faults[name][0]} {no.value.faults[name][1]}"


@pytest.fixture
def two(cast: Cast, deal: Project) -> tuple[Project, Project]:
    """Two projects of the AR's, the second with one of everything that hangs on a project."""
    ar = cast.actor("ar")
    other = actions.get("projects.create_project").run(ar, {"title": "另一个项目"})
    product = actions.get("catalogue.create_product").run(cast.actor("admin"), {"title": "产品"})
    actions.get("projects.add_party").run(ar, {"project": other.pk, "role": "owner", "name": "业主"})
    actions.get("projects.put_line").run(ar, {"project": other.pk, "product": product.pk})
    actions.get("projects.add_member").run(ar, {"project": other.pk, "user": cast.teammate.pk, "role": "sr"})
    return deal, other


def test_a_child_is_only_reached_through_its_own_parent(cast: Cast, two: tuple[Project, Project]) -> None:
    here, there = two
    mine = {
        "party": there.parties.get().pk,
        "line": there.lines.get().pk,
        "member": there.team.get(user=cast.teammate).pk,
    }
    calls = {
        "projects.remove_party": {"party": mine["party"]},
        "projects.remove_line": {"line": mine["line"]},
        "projects.remove_member": {"member": mine["member"]},
        "projects.update_member": {"member": mine["member"], "core": False},
        "projects.put_line": {"line": mine["line"], "product": there.lines.get().product_id},
    }
    for code, more in calls.items():
        with pytest.raises(Refused) as no:
            actions.get(code).run(cast.actor("ar"), {"project": here.pk, **more})
        assert no.value.kind == "missing", code
    assert there.parties.count() == there.lines.count() == 1


def test_nested_addresses_of_the_wrong_parent(cast: Cast, client: WatchedClient, two: tuple[Project, Project]) -> None:
    here, there = two
    client.force_login(cast.ar)
    contacts = [create_contact(actor=cast.actor("ar"), title=title, account=here.account_id) for title in ("甲", "乙")]
    post = contacts[1].affiliations.get().pk
    addresses = {
        reverse("projects:member", kwargs={"pk": here.pk, "member": there.team.get(user=cast.teammate).pk}),
        reverse("projects:line", kwargs={"pk": here.pk, "line": there.lines.get().pk}),
        reverse("customers:post", kwargs={"pk": contacts[0].pk, "post": post}),
    }
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in (404, 422), address
    assert (
        client.post(reverse("customers:post_removal", kwargs={"pk": contacts[0].pk, "post": post})).status_code == 404
    )


def test_a_file_is_replaced_only_on_its_own_record(cast: Cast) -> None:
    """Nor can somebody else's upload be named as the version before."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from pursuit.kernel import files

    ar, stranger = cast.actor("ar"), cast.actor("stranger")
    mine, also = (create_account(actor=ar, title=title) for title in ("甲公司", "乙公司"))
    theirs = create_account(actor=stranger, title="丙公司")
    file = files.attach_file(actor=ar, subject=mine.pk, file=SimpleUploadedFile("a.txt", b"x"))
    for actor, subject in ((stranger, theirs.pk), (ar, also.pk)):
        with pytest.raises(Refused):
            files.attach_file(actor=actor, subject=subject, file=SimpleUploadedFile("b.txt", b"y"), replaces=file.pk)
    assert files.visible(ar).get(pk=file.pk).name == "a.txt"


def test_custom_fields_are_those_of_the_type(cast: Cast) -> None:
    field = {"subject_type": "contact", "code": "hobby", "name": "爱好", "kind": "text"}
    actions.get("kernel.create_custom_field").run(cast.actor("admin"), field)
    mine = create_account(actor=cast.actor("ar"), title="甲公司")
    with pytest.raises(Invalid) as no:
        actions.get("kernel.set_custom_values").run(cast.actor("ar"), {"subject": mine.pk, "values": {"hobby": "钓鱼"}})
    assert no.value.code == "extra_forbidden"


def test_a_shared_view_is_changed_by_its_owner_only(cast: Cast) -> None:
    save = actions.get("kernel.save_view")
    mine = save.run(cast.actor("ar"), {"listing": "accounts", "name": "重点", "query": "tier=a", "shared": True})
    save.run(cast.actor("teammate"), {"listing": "accounts", "name": "重点", "query": "tier=b", "shared": True})
    mine.refresh_from_db()
    assert mine.query == "tier=a"
    with pytest.raises(Refused) as no:
        actions.get("kernel.delete_view").run(cast.actor("teammate"), {"view": mine.pk})
    assert no.value.kind == "missing"


def test_only_ones_own_people_are_handed_over(cast: Cast, deal: Project) -> None:
    """Everything of somebody carries the answers they owe: a colleague cannot take those by ordering a hand-over."""
    order = {"from_user": cast.manager.pk, "to_user": cast.teammate.pk}
    for part in ("teammate", "stranger", "finance"):
        with pytest.raises(Refused) as no:
            actions.get("people.start_hand_over").run(cast.actor(part), order)
        assert no.value.kind == "forbidden", part
