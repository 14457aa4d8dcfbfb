"""Interfaces and integrations: no write to a model, no query that does not start from .visible_to(actor)."""

import ast
from collections.abc import Iterator

from tests.house.checks.source import Finding, chain

ALWAYS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "aupdate", "acreate", "asave"}
MAYBE = {"save", "delete", "update"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
# Receivers whose save, delete and update are about something else than rows.
NOT_ROWS = {
    *("session", "cache", "storage", "default_storage", "workbook", "book", "document", "archive", "image"),
    *("headers", "context", "params", "query", "GET", "POST", "digest", "hasher", "super"),
}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}


def is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    verb, before = call.func.attr, chain(call.func.value)
    if verb in ALWAYS:
        return not NOT_ROWS & set(before)
    if verb not in MAYBE or NOT_ROWS & set(before):
        return False
    # A dictionary's update takes a mapping, a query's takes keywords only.
    return verb != "update" or (bool(call.keywords) and not call.args)


def writes(path: str, module: ast.AST) -> Iterator[Finding]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and is_write(node):
            yield Finding(path, node.lineno, f"writes to a model: .{chain(node.func)[-1]}(…); call an action instead")


def unseen_queries(path: str, module: ast.AST) -> Iterator[Finding]:
    """Uses of a manager outside a chain that goes through visible_to."""
    allowed: set[int] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and "visible_to" in chain(node):
            allowed.update(id(inner) for inner in ast.walk(node.func))
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS and id(node) not in allowed:
            yield Finding(path, node.lineno, f"{'.'.join(chain(node))} without .visible_to(actor); use a room's query")
        if isinstance(node, ast.Call) and chain(node.func)[-1] in SHORTCUTS and node.args:
            argument = node.args[0]
            if isinstance(argument, ast.Name) and argument.id[:1].isupper():
                yield Finding(path, node.lineno, f"{chain(node.func)[-1]}({argument.id}) without .visible_to(actor)")
