"""Templates are folded when they are loaded, once for each language: what is the same on every page (words, icons,
addresses without a record) becomes plain text, and an included template is at hand instead of being looked up.

Two thirds of what a page cost went into saying the same again. Folding changes no output: a node it does not know
stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import cast

from django.conf import settings
from django.template import Context, Node, NodeList, Origin, Template, TemplateDoesNotExist
from django.template.base import FilterExpression, TextNode, TokenType, Variable, VariableNode, render_value_in_context
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.library import SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pursuit.interfaces.web.templatetags.pursuit import icon

FOLDED = "folded"  # the mark on a template
_SOME_ID = 9_876_543_210


class Loader(cached.Loader):
    """Keeps one folded copy of each template per language."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The template in the language of the page."""
        template = super().get_template(template_name, skip)
        marks = template.extra_data
        if FOLDED not in marks and not self.engine.debug and _ordinary():
            # Marked first: a template may include itself.
            marks[FOLDED] = True
            folding = _Folding(self, template)
            for partial in marks.get("partials", {}).values():
                partial.nodelist = folding.nodes(partial.nodelist)
            template.nodelist = folding.nodes(template.nodelist)
        return template

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """Addresses below a prefix, as some other server in front may ask for, are not folded."""
        return f"{get_language() if _ordinary() else 'as it is'} {super().cache_key(template_name, skip)}"


class _Folding:
    """Goes through one template."""

    def __init__(self, loader: Loader, template: Template) -> None:
        self.loader, self.template = loader, template

    def nodes(self, given: NodeList) -> NodeList:
        """The same, with neighbouring texts joined."""
        made = NodeList()
        for node in given:
            new = self.node(node)
            last = made[-1] if made else None
            if isinstance(new, TextNode) and isinstance(last, TextNode):
                made[-1] = TextNode(last.s + new.s)
            elif not isinstance(new, TextNode) or new.s:
                made.append(new)
        made.contains_nontext = given.contains_nontext
        return made

    def node(self, node: Node) -> Node:
        if isinstance(node, TextNode | ExtendsNode):
            # What stands in an extending template outside of its blocks is never shown.
            return self._inside(node)
        if _same_everywhere(node):
            return self._as_text(node)
        if type(node) is VariableNode:
            return _like(_Value(node.filter_expression), node)
        if type(node) is IncludeNode:
            return self._at_hand(node)
        if type(node) is URLNode:
            return _address(node)
        return self._inside(node)

    def _inside(self, node: Node) -> Node:
        if isinstance(node, IfNode):
            node.conditions_nodelists = [(asked, self.nodes(then)) for asked, then in node.conditions_nodelists]
            return node
        for name in node.child_nodelists:
            if isinstance(inner := getattr(node, name, None), NodeList):
                setattr(node, name, self.nodes(inner))
        return node

    def _as_text(self, node: Node) -> Node:
        context = Context()
        try:
            with context.bind_template(self.template):
                return _like(TextNode(str(node.render(context))), node)
        except NoReverseMatch:  # it may be a page that is not there yet, behind an {% if %}
            return node

    def _at_hand(self, node: IncludeNode) -> Node:
        name = node.template.var
        if not _literal(node.template) or "#" in name or name.startswith("."):
            return node
        try:
            included = self.loader.get_template(str(name))
        except TemplateDoesNotExist:
            return node
        # Blocks of its own belong to a page of its own.
        if included.nodelist.get_nodes_by_type((BlockNode, ExtendsNode)):  # type: ignore[arg-type]  # isinstance's
            return node
        return _like(_Included(included, node.extra_context, alone=node.isolated_context), node)


class _Value(VariableNode):
    """{{ variable }}: most are text."""

    def render(self, context: Context) -> SafeString:
        value = self.filter_expression.resolve(context)
        if isinstance(value, SafeString):
            return value
        if type(value) is str and context.autoescape:
            return cast(SafeString, escape(value))  # the list of nodes around it makes it one
        return SafeString(render_value_in_context(value, context))


class _Included(Node):
    """{% include "name" with … %}"""

    child_nodelists = ()

    def __init__(self, template: Template, more: Mapping[str, FilterExpression], *, alone: bool) -> None:
        self.template, self.more, self.alone = template, dict(more), alone

    def render(self, context: Context) -> SafeString:
        values = {name: value.resolve(context) for name, value in self.more.items()}
        if self.alone:
            return SafeString(self.template.render(context.new(values)))
        with context.push(**values):
            return self.template.nodelist.render(context)


class _Address(Node):
    """{% url "name" id %}: the address is known but for the ids in it."""

    child_nodelists = ()

    def __init__(self, node: URLNode, parts: list[str]) -> None:
        self.node, self.parts = node, parts

    def render(self, context: Context) -> SafeString:
        values = [one.resolve(context) for one in self.node.args]
        if any(type(value) is not int or value < 0 for value in values):
            return SafeString(self.node.render(context))
        texts = [f"{value}{after}" for value, after in zip(values, self.parts[1:], strict=True)]
        return SafeString("".join([self.parts[0], *texts]))


def _address(node: URLNode) -> Node:
    """Say it with ids that nothing has, and cut there."""
    if node.asvar or node.kwargs or not node.args or not _literal(node.view_name):
        return node
    marks = [_SOME_ID + place for place in range(len(node.args))]
    try:
        made = reverse(str(node.view_name.var), args=marks)
    except NoReverseMatch:
        return node
    parts = re.split("|".join(map(str, marks)), made)
    return _like(_Address(node, parts), node) if len(parts) == len(marks) + 1 else node


def _like(new: Node, old: Node) -> Node:
    """Where it comes from, for messages about mistakes."""
    new.token, new.origin = old.token, old.origin
    return new


def _same_everywhere(node: Node) -> bool:
    """Does it say the same on every page of a language?"""
    if isinstance(node, TranslateNode):
        return not node.asvar and not node.message_context and _literal(node.filter_expression)
    if isinstance(node, BlockTranslateNode):
        return _without_values(node)
    if isinstance(node, URLNode):
        return not node.asvar and not node.args and not node.kwargs and _literal(node.view_name)
    if isinstance(node, StaticNode):
        return node.varname is None and _literal(node.path)
    if type(node) is SimpleNode:
        return node.func is icon and node.target_var is None and all(map(_literal, _given(node)))
    return isinstance(node, LoadNode | CommentNode)


def _without_values(node: BlockTranslateNode) -> bool:
    if node.asvar or node.message_context or node.extra_context or node.plural:
        return False
    return all(token.token_type == TokenType.TEXT for token in node.singular)


def _given(node: SimpleNode) -> Iterator[FilterExpression]:
    yield from node.args
    yield from node.kwargs.values()


def _literal(value: FilterExpression) -> bool:
    """A text in quotes."""
    if value.filters:
        return False
    return isinstance(value.var, str) or (isinstance(value.var, Variable) and isinstance(value.var.literal, str))


def _ordinary() -> bool:
    return get_script_prefix() == "/" and get_urlconf() in (None, settings.ROOT_URLCONF)
