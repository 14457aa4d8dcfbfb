"""Every operation of the API with its right: routes, OpenAPI, contract and permission matrix are made from it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from django.http import Http404, HttpRequest, HttpResponseBase

from pursuit.interfaces.rest.body import LARGEST
from pursuit.interfaces.rest.resources import REMOVE, Resource, discover, takes_record
from pursuit.interfaces.rest.views import changes, collection, files, papers, person, standing, tracing, work
from pursuit.kernel.action import AnyAction

# Instead of a right: whoever is signed in; what they get is their own or what they see.
SIGNED_IN = "signed-in"
VERSIONED = ("update", "remove")
View = Callable[..., HttpResponseBase]
# Papers about a record: noun, name of the paper, right.
PAPERS: tuple[tuple[str, str, str, str, View], ...] = (
    ("GET", "projects", "charter-paper", "gates.view", papers.charter),
    ("GET", "projects", "brief-paper", "gates.view", papers.brief),
    ("GET", "reviews", "minutes-paper", "gates.view", papers.minutes),
    ("POST", "projects", "strategy-paper", "export.lists", papers.strategy),
    ("POST", "quotes", "paper", "export.lists", papers.quoted),
    ("POST", "bids", "contents-paper", "export.lists", papers.contents),
    ("GET", "contracts", "hand-over-paper", "contracts.view", papers.hand_over),
    ("POST", "accounts", "reconciliation-letter", "finance.plan", papers.letter),
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path. `view` takes the request, and the id where the path has one."""

    method: str
    path: str
    right: str
    name: str
    view: View
    resource: Resource | None = None
    action: AnyAction | None = None
    kind: str = ""  # list, record, history, create, update, remove, verb: how its OpenAPI is made

    @property
    def has_id(self) -> bool:
        return "{int:id}" in self.path

    @property
    def template(self) -> str:
        return self.path.replace("{int:id}", "{id}")


@cache
def every() -> list[Operation]:
    """All operations; a path and method stand once."""
    found = [*_fixed(), *(one for resource in discover() for one in _of(resource))]
    keys = [(one.method, one.path) for one in found]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"operations declared twice: {sorted(twice)}")
    return found


def inventory() -> list[tuple[str, str, str]]:
    """(method, path, right) of every operation, for the permission matrix."""
    return [(one.method, one.template, one.right) for one in every()]


def _fixed() -> Iterator[Operation]:
    """What belongs to no list."""
    yield Operation("GET", "/me", SIGNED_IN, "me", person.me)
    yield Operation("GET", "/search", SIGNED_IN, "search", person.found)
    yield Operation("GET", "/files", SIGNED_IN, "files_list", files.listed)
    yield Operation("POST", "/files", "files.edit", "files_upload", files.upload, kind="upload")
    yield Operation("GET", "/files/{int:id}", SIGNED_IN, "files_get", _by_id(files.one))
    yield Operation("GET", "/files/{int:id}/content", SIGNED_IN, "files_content", _by_id(files.content), kind="bytes")
    yield Operation("GET", "/jobs", SIGNED_IN, "jobs_list", work.my_jobs)
    yield Operation("GET", "/jobs/{int:id}", SIGNED_IN, "jobs_get", _by_id(work.my_job))
    yield Operation("POST", "/jobs/{int:id}/cancel", SIGNED_IN, "jobs_cancel", _by_id(work.cancel_job), kind="verb")
    yield Operation("GET", "/approvals", SIGNED_IN, "approvals_list", work.asked)
    yield Operation("GET", "/approvals/{int:id}", SIGNED_IN, "approvals_get", _by_id(work.approval))
    yield Operation("POST", "/events/{int:id}/undo", SIGNED_IN, "events_undo", _by_id(work.take_back), kind="verb")
    yield Operation("GET", "/projects/{int:id}/points", "gates.view", "projects_points", _by_id(standing.points))
    view = _by_id(tracing.trace)
    yield Operation("GET", "/projects/{int:id}/traceability", "strategy.view", "projects_traceability", view)
    yield Operation("GET", "/cash-forecast", "finance.view", "cash_forecast", standing.cash)
    for method, noun, name, right, view in PAPERS:
        path, operation = f"/{noun}/{{int:id}}/{name}", f"{noun}_{name}".replace("-", "_")
        yield Operation(method, path, right, operation, _by_id(view), kind="bytes")


def _of(resource: Resource) -> Iterator[Operation]:
    at, found = f"/{resource.name}", resource.listing
    name = resource.name.replace("-", "_")
    if found is not None:
        right = found.view_right
        view: View = partial(collection.rows, found=found)
        yield Operation("GET", at, right, f"{name}_list", view, resource, kind="list")
        view = _by_id(collection.record, found)
        yield Operation("GET", f"{at}/{{int:id}}", right, f"{name}_get", view, resource, kind="record")
        if found.spine:
            view = _by_id(collection.past, found)
            yield Operation("GET", f"{at}/{{int:id}}/history", right, f"{name}_history", view, resource, kind="history")
    for verb, action in sorted(resource.actions.items()):
        yield _change(resource, at, f"{name}_{verb.replace('-', '_')}", verb, action)


def _change(resource: Resource, at: str, name: str, verb: str, action: AnyAction) -> Operation:
    """create → POST, update → PATCH, delete → DELETE; any other verb is POST …/verb."""
    one, path = f"{at}/{{int:id}}", verb.replace("_", "-")
    if verb == "create":
        view: View = partial(changes.create, resource=resource, action=action)
        return Operation("POST", at, action.right, name, view, resource, action, "create")
    if not takes_record(resource, action):
        view = partial(changes.call, resource=resource, action=action)
        if verb == "update":  # there is only one of it: the company, one's own profile
            return Operation("PATCH", at, action.right, name, view, resource, action, "verb")
        return Operation("POST", f"{at}/{path}", action.right, name, view, resource, action, "verb")
    if verb == "update":
        view = _by_id(changes.update, resource, action)
        return Operation("PATCH", one, action.right, name, view, resource, action, "update")
    if verb in REMOVE:
        view = _by_id(changes.remove, resource, action)
        return Operation("DELETE", one, action.right, name, view, resource, action, "remove")
    view = _by_id(changes.call_on, resource, action)
    return Operation("POST", f"{one}/{path}", action.right, name, view, resource, action, "verb")


def _by_id(view: View, *bound: object) -> View:
    """The view with what is bound, taking the id last."""

    def with_id(request: HttpRequest, id: int) -> HttpResponseBase:
        if id > LARGEST:  # no database has such an id
            raise Http404
        return view(request, *bound, id)

    with_id.__doc__ = view.__doc__
    return with_id
