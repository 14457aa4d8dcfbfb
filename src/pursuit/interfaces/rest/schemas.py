"""JSON schemas for OpenAPI 3.1: bodies from the actions' own models, answers from the lists' columns."""

from pursuit.interfaces.rest.shapes import Json
from pursuit.kernel.action import AnyAction
from pursuit.kernel.listing import Column, Listing
from pursuit.kernel.listing.query import OPERATORS, SIZES
from pursuit.kernel.schema import Field

REF = "#/components/schemas/{model}"

SHARED: Json = {
    "Problem": {
        "type": "object",
        "description": "RFC 9457 problem details",
        "required": ["type", "title", "status", "detail", "instance", "code"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string", "description": "For people, in the language of Accept-Language"},
            "instance": {"type": "string"},
            "code": {"type": "string", "description": "Stable, for programs"},
            "current": {"type": "integer", "description": "412: the version that is stored"},
            "yours": {"type": "integer", "description": "412: the version the change was made from"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["code", "message"],
                    "properties": {
                        "pointer": {"type": "string", "description": "JSON pointer into the body"},
                        "parameter": {"type": "string", "description": "Name of the query parameter"},
                        "code": {"type": "string"},
                        "message": {"type": "string"},
                    },
                },
            },
        },
    },
    "Money": {
        "type": "object",
        "description": "Minor units (fen, cents) of a currency",
        "required": ["minor", "currency"],
        "properties": {"minor": {"type": "integer"}, "currency": {"type": "string"}},
    },
    "Link": {
        "type": "object",
        "required": ["id", "title"],
        "properties": {"id": {"type": "integer"}, "title": {"type": "string"}},
    },
    "Coded": {
        "type": "object",
        "required": ["code", "label"],
        "properties": {"code": {"type": "string"}, "label": {"type": "string"}},
    },
}
_KINDS: Json = (
    {
        "text": {"type": ["string", "null"]},
        "number": {"type": ["integer", "string", "null"]},
        "percent": {"type": ["integer", "null"]},
        "date": {"type": ["string", "null"], "format": "date"},
        "moment": {"type": ["string", "null"], "format": "date-time"},
        "flag": {"type": ["boolean", "null"]},
        "money": {"anyOf": [{"$ref": "#/components/schemas/Money"}, {"type": "null"}]},
    }
    | {kind: {"anyOf": [{"$ref": "#/components/schemas/Link"}, {"type": "null"}]} for kind in ("user", "unit", "ref")}
    | {kind: {"anyOf": [{"$ref": "#/components/schemas/Coded"}, {"type": "null"}]} for kind in ("term", "choice")}
)


def column(one: Column) -> Json:
    """A column's value."""
    found = {**_KINDS[one.kind], "description": str(one.label)}
    return found | ({"x-pursuit-right": one.right} if one.right else {})


def item(found: Listing) -> Json:
    """A line of a list. Which columns are there depends on `cols` and on the caller's rights."""
    head: Json = {"id": {"type": "integer"}}
    if found.spine:
        head |= {"version": {"type": "integer"}, "title": {"type": "string"}}
    columns = {one.code: column(one) for one in found.columns}
    return {"type": "object", "required": ["id"], "properties": head | columns}


def body(action: AnyAction, hidden: tuple[str, ...]) -> tuple[Json, Json]:
    """(schema of the body, definitions it refers to). Hidden keywords come from the path or from a header."""
    schema = action.schema.model.model_json_schema(ref_template=REF)
    definitions = schema.pop("$defs", {})
    for name in hidden:
        schema.get("properties", {}).pop(name, None)
    schema["required"] = [name for name in schema.get("required", ()) if name not in hidden]
    for name, part in schema.get("properties", {}).items():
        _describe(part, action.schema.fields[name])
    schema["description"] = (action.__doc__ or "").strip()
    return schema, definitions


def _describe(part: Json, field: Field) -> None:
    part.pop("title", None)
    part["description"] = " ".join(filter(None, (str(field.label), str(field.help))))
    for key, value in (("ref", field.ref), ("row", field.row), ("term", field.term), ("right", field.right)):
        if value:
            part[f"x-pursuit-{key}"] = value


def list_parameters(found: Listing) -> list[Json]:
    """What a list may be asked for."""
    codes = [one.code for one in found.columns]
    sortable = [sign + one.code for one in found.columns if one.sortable for sign in ("", "-")]
    asked: list[Json] = [
        {"name": "sort", "schema": {"type": "string", "enum": sortable}},
        {"name": "cols", "schema": {"type": "string"}, "description": f"Comma-separated: {', '.join(codes)}"},
        {"name": "size", "schema": {"type": "integer", "enum": list(SIZES)}},
        {"name": "after", "schema": {"type": "string"}, "description": "Cursor: take the address in `next` as it is"},
    ]
    if found.searchable:
        asked.append({"name": "q", "schema": {"type": "string", "maxLength": 80}})
    for one in found.columns:
        if one.filterable:
            operators = ", ".join(f"f.{one.code}.{operator}" for operator in OPERATORS[one.kind])
            asked.append({"name": f"f.{one.code}", "schema": {"type": "string"}, "description": f"Also {operators}"})
    return [{"in": "query", "required": False} | one for one in asked]
