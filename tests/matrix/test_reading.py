"""Whatever a stranger looks through, nothing of the AR's is found, and no id in a query answers a question."""

import inspect
import io
import json
import re

import pytest
from django.urls import reverse

from pursuit.kernel import access, extensions, listing, pickers, search
from pursuit.kernel.inputs import ANY
from pursuit.kernel.listing.exports import export_list
from pursuit.kernel.models import Subject
from tests.cast import PEOPLE
from tests.matrix.client import QuietClient, ask, taken_back
from tests.matrix.providers import UNKNOWN
from tests.matrix.test_web import NAMES, NOISE, Route
from tests.matrix.world import EVERYBODYS, World

pytestmark = pytest.mark.django_db

# Lists of what the whole company sees.
OPEN = {
    "products",
    "price_books",
    "competitors",
    "people",
    "skills",
    "skill-matrix",
    "units",
    "roles",
    "deputies",
    "kpis",
    "credentials",
}
LISTS = [one.code for one in listing.every()]


def ids(world: World, part: str, code: str) -> set[int]:
    """What a list shows to a part, page after page."""
    found, actor = listing.get(code), world.actor(part)
    if not actor.may(found.view_right):
        return set()
    columns = tuple(found.columns_for(actor).values())
    return {row.id for row in listing.rows_of(found, actor, listing.ListQuery(columns=columns))}


@pytest.mark.parametrize("code", [kind.code for kind in extensions.subject_types()])
def test_what_is_seen_one_by_one_is_what_is_seen_as_a_list(world: World, code: str) -> None:
    """Sums are made of `seen_ids`, pages of `type_q`: whoever looks, both say the same."""
    for part in PEOPLE:
        actor = world.actor(part)
        one_by_one = set(Subject.objects.filter(access.type_q(actor, code), type=code).values_list("pk", flat=True))
        listed = access.seen_ids(actor, code)
        every = Subject.objects.filter(type=code, deleted_at__isnull=True).values_list("pk", flat=True)
        assert set(every if listed is None else listed) == one_by_one, part


def test_what_is_seen_of_some_is_what_is_seen_of_them_at_all(world: World) -> None:
    """Asked for some subjects whose types are known, only the rules of those are put together, in two steps."""
    about = dict(Subject.objects.values_list("pk", "type"))
    for part in PEOPLE:
        actor = world.actor(part)
        every = set(Subject.objects.visible_to(actor).values_list("pk", flat=True))
        assert access.seen_among(actor, about) == every, part
        for code in sorted({*about.values()}):
            some = {pk: kind for pk, kind in about.items() if kind == code}
            assert access.seen_among(actor, some) == every & some.keys(), (part, code)
        assert access.sees(actor, max(about), about[max(about)]) == access.sees(actor, max(about)), part


@pytest.mark.parametrize("code", LISTS)
def test_a_list_is_empty_to_a_stranger_and_exports_what_it_shows(world: World, code: str) -> None:
    assert code in OPEN or not ids(world, "stranger", code)
    found = listing.get(code)
    for part in ("ar", "stranger"):
        actor = world.actor(part)
        if not actor.may(found.view_right):
            continue
        with taken_back():
            out = io.BytesIO()
            query = listing.ListQuery(columns=tuple(found.columns_for(actor).values()))
            export_list(actor, found, query, "json", out)
        assert {row["id"] for row in json.loads(out.getvalue())} == ids(world, part, code), part
        assert part == "ar" or not world.told(out.getvalue().decode())


def test_search_and_pickers_know_nothing_of_it(world: World) -> None:
    mine, theirs = world.actor("ar"), world.actor("stranger")
    for words in ("名称", "mc"):
        assert {one.type for one in search.subjects(mine, words)} > EVERYBODYS
        assert {one.type for one in search.subjects(theirs, words)} <= EVERYBODYS
    assert not [one.name for one in pickers.records(theirs, ANY, "名称") if world.told(one.name)]
    assert not pickers.records(theirs, "account", "名称")


def _asks(route: Route) -> set[str]:
    """The names of ids that the module of a view reads from the query."""
    module = inspect.getmodule(inspect.unwrap(route.view))
    source = inspect.getsource(module) if module else ""
    return set(re.findall(r"""GET\.get(?:list)?\("(\w+)\"""", source)) & {*NAMED, "pick"}


NAMED = {
    "about": "account", "account": "account", "contact": "contact", "exclude": "account", "lead": "lead",
    "other": "account", "parent": "account", "project": "project", "subject": "account", "task": "task",
    "visit": "visit",
}  # fmt: skip
PICKED = ("account", "contact", "lead", "task", "visit", "project")
ASKING = [name for name, route in NAMES.items() if "pk" not in route.takes and not route.takes and _asks(route)]


@pytest.mark.parametrize("name", ASKING)
def test_an_id_in_the_query_answers_nothing(world: World, name: str) -> None:
    client = QuietClient(raise_request_exception=False)
    client.force_login(world.cast.stranger)
    for asked in sorted(_asks(NAMES[name])):
        kinds = PICKED if asked == "pick" else (NAMED[asked],)
        hidden, unknown = [world.records[kind] for kind in kinds], [UNKNOWN + at for at in range(len(kinds))]
        numbers = re.compile(rf"\b(?:{'|'.join(map(str, (*hidden, *unknown)))})\b")
        said = []
        for given in (hidden, unknown):
            answer = ask(client, lambda: client.get(reverse(name), {asked: given}))  # noqa: B023
            text = NOISE.sub("", answer.content.decode())
            assert not world.told(text)
            said.append((answer.status_code, numbers.sub("", text)))
        assert said[0] == said[1], asked


def test_the_names_of_ids_are_found() -> None:
    assert _asks(NAMES["customers:new_visit"]) >= {"account", "contact"}
    assert len(ASKING) > 10
