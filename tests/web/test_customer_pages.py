"""Pages of customers, contacts, visits and commitments: the standing questions."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pursuit.domain.customers.actions.contacts import create_contact
from pursuit.domain.customers.actions.visits import create_visit
from pursuit.kernel import clock
from tests.cast import Cast
from tests.web.customers_cast import World, build, enter

PAGES = (
    "/customers/{a}",
    "/customers/{a}/contacts",
    "/customers/{a}/visits",
    "/customers/{a}/files",
    "/customers/{a}/history",
    "/customers/{a}/relationships",
    "/contacts/{c}",
    "/visits/{v}",
    "/visits/{v}/report",
    "/visits/{v}/report.docx",
    "/commitments/{k}",
)
FORMS = (
    "/customers/{a}/edit",
    "/customers/{a}/edit?only=owner",
    "/customers/{a}/standing",
    "/customers/{a}/relationship?layer=key",
    "/customers/{a}/merge",
    "/contacts/{c}/edit",
    "/contacts/{c}/merge",
    "/contacts/{c}/departure",
    "/contacts/{c}/posts/new",
    "/contacts/{c}/posts/{p}",
    "/contacts/{c}/posts/{p}?end=1",
    "/visits/{v}/edit",
    "/visits/{v}/participants",
    "/commitments/{k}/edit",
    "/commitments/{k}/closing",
)
LISTS = ("/customers/", "/contacts/", "/visits/", "/commitments/")
NEW = ("/customers/new", "/contacts/new?account={a}", "/visits/new?account={a}", "/commitments/new?visit={v}")
POSTS = (
    "/customers/{a}/deletion",
    "/contacts/{c}/deletion",
    "/contacts/{c}/posts/{p}/removal",
    "/visits/{v}/deletion",
    "/commitments/{k}/reopening",
)


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


@pytest.mark.parametrize("path", (*PAGES, *FORMS, *LISTS, *NEW))
def test_works_for_the_owner(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 200


@pytest.mark.parametrize("path", (*PAGES, *LISTS))
def test_a_teammate_reads(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "teammate").get(world.path(path)).status_code == 200


@pytest.mark.parametrize("path", (*PAGES, *FORMS))
def test_a_stranger_gets_the_answer_of_an_unknown_id(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "stranger")
    unknown = path.replace("{a}", "987654").replace("{c}", "987654").replace("{v}", "987654").replace("{k}", "987654")
    hidden, missing = client.get(world.path(path)), client.get(world.path(unknown))
    assert hidden.status_code == missing.status_code == 404


@pytest.mark.parametrize("path", (*FORMS, *NEW))
def test_a_guest_may_not_write(client: Client, cast: Cast, world: World, path: str) -> None:
    enter(client, cast, "guest")
    assert client.get(world.path(path)).status_code == 403
    assert client.post(world.path(path), {"title": "x"}).status_code == 403


def test_a_guest_sees_no_buttons(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "guest")
    for path in ("/customers/{a}", "/customers/{a}/visits", "/contacts/{c}", "/visits/{v}"):
        page = client.get(world.path(path)).content.decode()
        for word in ("/edit", "/deletion", "/closing", "/merge", "/visits/new"):
            assert word not in page, (path, word)


@pytest.mark.parametrize("path", POSTS)
def test_wrong_method(client: Client, cast: Cast, world: World, path: str) -> None:
    assert enter(client, cast, "ar").get(world.path(path)).status_code == 405


@pytest.mark.parametrize("path", LISTS)
def test_a_list_takes_no_post(client: Client, cast: Cast, path: str) -> None:
    assert enter(client, cast, "ar").post(path).status_code == 405


@pytest.mark.parametrize("path", ["/customers/{a}", "/customers/{a}/contacts", "/customers/{a}/visits", "/contacts/"])
def test_queries_do_not_grow(client: Client, cast: Cast, world: World, path: str) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(world.path(path)).status_code == 200
        return len(queries)

    enter(client, cast, "ar")
    count()
    before = count()
    for n in range(20):
        person = create_contact(actor=cast.actor("ar"), title=f"联系人 {n}", account=world.account.pk)
        create_visit(
            actor=cast.actor("ar"), account=world.account.pk, kind="call", happened_at=clock.now(), theirs=[person.pk]
        )
    assert count() <= before
    assert before <= 36


def test_the_report_beside_the_form_and_alone_agree(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    page = client.get(f"/visits/{world.visit.pk}").content.decode()
    part = client.get(f"/visits/{world.visit.pk}/report", headers={"HX-Request": "true"}).content.decode()
    assert "高峰期经常卡" in part and "提供测试报告" in part
    assert "<html" not in part and part.strip() in page
    paper = client.get(f"/visits/{world.visit.pk}/report.docx")
    assert paper["Content-Disposition"].startswith("attachment") and b"".join(paper.streaming_content)[:2] == b"PK"


def test_no_page_has_inline_style_or_script(client: Client, cast: Cast, world: World) -> None:
    enter(client, cast, "ar")
    for path in (*PAGES[:9], *FORMS, *NEW):
        page = client.get(world.path(path)).content.decode()
        assert " style=" not in page and "<script>" not in page and "onclick" not in page, path
