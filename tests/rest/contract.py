"""The names programs rely on: operations, their rights, body fields, columns. `make contract` writes them down."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("contract.json")


def contract() -> dict[str, Any]:
    """The present names, out of the OpenAPI document."""
    from pursuit.interfaces.rest.api import document

    found = document()
    schemas = found["components"]["schemas"]
    operations = {}
    for path, methods in found["paths"].items():
        for method, details in methods.items():
            body = details.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
            schema = schemas.get(body.get("$ref", "").rpartition("/")[2], {})
            operations[f"{method.upper()} {path}"] = {
                "id": details["operationId"],
                "right": details["x-pursuit-right"],
                "query": sorted(one["name"] for one in details["parameters"] if one["in"] == "query"),
                "required": sorted(schema.get("required", [])),
                "optional": sorted(set(schema.get("properties", {})) - set(schema.get("required", []))),
                "answers": sorted(details["responses"]),
            }
    nouns = {name: one for name, one in schemas.items() if not name.endswith("Body") and "properties" in one}
    return {
        "operations": dict(sorted(operations.items())),
        "schemas": {name: sorted(one["properties"]) for name, one in sorted(nouns.items())},
    }


def write() -> None:
    FILE.write_text(json.dumps(contract(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    write()
