"""What ninja cannot know of an operation: parameters, body and answers, merged into its OpenAPI entry."""

from collections.abc import Iterable, Mapping

from django.utils import translation

from pursuit.interfaces.rest import schemas
from pursuit.interfaces.rest.operations import VERSIONED, Operation
from pursuit.interfaces.rest.shapes import Json

PROBLEM: Json = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_MEANINGS = {
    400: "Not well-formed",
    401: "Not signed in",
    403: "Not allowed",
    404: "Unknown or invisible",
    409: "Not possible in this state",
    412: "Stale version",
    413: "Too large",
    415: "Unsupported media type",
    422: "Refused, with the fields at fault",
    428: "If-Match is missing",
    429: "Too many requests",
}
_HEADERS: dict[str, Json] = {
    "If-Match": {"description": 'The ETag of the version you read, "<id>-<version>", or *'},
    "If-None-Match": {"description": "ETags you have"},
    "Idempotency-Key": {"description": "The same key and body within 24 hours have one effect"},
    "Accept-Language": {"description": "zh-hans (default), zh-hant or en"},
}


class Components:
    """Schemas named while the entries are made."""

    def __init__(self) -> None:
        self.schemas: Json = dict(schemas.SHARED)

    def add(self, name: str, schema: Json) -> Json:
        self.schemas[name] = schema
        return {"$ref": f"#/components/schemas/{name}"}


def entry(one: Operation, components: Components) -> Json:
    """The entry of one operation."""
    with translation.override("en"):
        return {
            "x-pursuit-right": one.right,
            "parameters": _parameters(one),
            "responses": _answers(one, components),
            **_body(one, components),
        }


def _title(one: Operation) -> str:
    return "".join(part.title() for part in one.name.split("_"))


def _parameters(one: Operation) -> list[Json]:
    found: list[Json] = [_header("Accept-Language")]
    listing = one.resource.listing if one.resource else None
    if one.kind == "list" and listing is not None:
        found += schemas.list_parameters(listing)
    if one.kind == "record":
        found.append(_header("If-None-Match"))
    if one.kind in VERSIONED and one.action and "version" in one.action.schema.fields:
        found.append(_header("If-Match", required=True))
    if one.method == "POST":
        found.append(_header("Idempotency-Key"))
    return found


def _header(name: str, *, required: bool = False) -> Json:
    return {"in": "header", "name": name, "required": required, "schema": {"type": "string"}, **_HEADERS[name]}


def _body(one: Operation, components: Components) -> Json:
    if one.kind == "upload":
        parts = {
            "subject": {"type": "integer"},
            "file": {"type": "string", "format": "binary"},
            "replaces": {"type": "integer"},
        }
        schema: Json = {"type": "object", "required": ["subject", "file"], "properties": parts}
        return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}
    if one.action is None or one.kind == "remove":
        return {}
    hidden = (one.resource.keyword, "version") if one.has_id and one.resource else ()
    schema, definitions = schemas.body(one.action, hidden)
    components.schemas.update(definitions)
    where = components.add(f"{_title(one)}Body", schema)
    content = {"application/json": {"schema": where}}
    return {"requestBody": {"required": bool(schema["required"]), "content": content}}


def _answers(one: Operation, components: Components) -> Json:
    listing = one.resource.listing if one.resource else None
    reference: Json = {"type": "object"}
    if listing is not None and one.resource is not None:
        reference = components.add(_noun(one.resource.name), schemas.item(listing))
    good: Json
    match one.kind:
        case "remove":
            good = {"204": {"description": "Deleted"}}
        case "create" | "upload":
            good = {"201": {"description": "Created", **_json(reference)}}
        case "list" | "history":
            items = {"type": "array", "items": reference if one.kind == "list" else {"type": "object"}}
            page = {"type": "object", "properties": {"items": items, "next": {"type": ["string", "null"]}}}
            good = {"200": {"description": "One page", **_json(page)}}
        case "bytes":
            schema = {"type": "string", "format": "binary"}
            good = {"200": {"description": "The file", "content": {"application/octet-stream": {"schema": schema}}}}
        case _:
            good = {"200": {"description": "OK", **_json(reference)}}
    answers = good | {str(status): {"description": _MEANINGS[status], "content": PROBLEM} for status in _refusals(one)}
    return dict(sorted(answers.items()))


def _refusals(one: Operation) -> Iterable[int]:
    yield from (401, 403)
    if one.has_id:
        yield 404
    if one.method != "GET":
        yield from (400, 409, 413, 415)
    if one.kind in VERSIONED:
        yield from (412, 428)
    yield from (422, 429)


def _json(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def _noun(name: str) -> str:
    return "".join(part.title() for part in name.split("-"))


def merge(document: Json, components: Components, entries: Mapping[str, Json]) -> Json:
    """Ninja's skeleton with our entries, in one order, so that it can be compared."""
    named = {**document["components"]["schemas"], **components.schemas}
    document["components"]["schemas"] = dict(sorted(named.items()))
    for methods in document["paths"].values():
        for details in methods.values():
            made = entries[details["operationId"]]
            details.update({**made, "parameters": [*details["parameters"], *made["parameters"]]})
    return document
