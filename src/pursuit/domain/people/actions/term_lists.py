"""Entries of editable lists: add, rename, retire, order. Records keep the code, so nothing breaks."""

import re
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from pursuit.domain.people.actions import rows
from pursuit.domain.people.fields import Code, ListCode, Name, NameEn, TermId
from pursuit.kernel import events, pinyin, revision, terms
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Conflict, Refused
from pursuit.kernel.inputs import Label, Version
from pursuit.kernel.models import Term

RIGHT = "settings.edit"
Active = Annotated[bool, Label(_("Offered for choice"))]
Order = Annotated[list[int], Field(max_length=500), Label(_("Entries in order"), widget="hidden")]


@action("people.add_term", right=RIGHT, public="terms.create")
def add_term(
    *,
    actor: Actor,
    list: ListCode,
    name: Name,
    name_en: NameEn = "",
    code: Code | None = None,
    parent: TermId | None = None,
) -> Term:
    """A new entry at the end of a list; its code never changes."""
    if list not in {one.code for one in terms.declared()}:
        raise Refused("unknown_list", _("There is no such list."), "list")
    if parent is not None and not Term.objects.filter(pk=parent, list=list, parent=None).exists():
        raise Refused("bad_parent", _("Choose an entry of the first level of this list."), "parent")
    there = Term.objects.filter(list=list)
    if code and there.filter(code=code).exists():
        raise Refused("exists", _("This code is in use already."), "code")
    if there.filter(name=name, parent=parent, active=True).exists():
        raise Refused("exists", _("This list has an entry of this name already."), "name")
    row = Term.objects.create(
        list=list,
        code=code or _free_code(list, name),
        name=name,
        name_en=name_en,
        parent_id=parent,
        position=there.count(),
        edited=not name_en,
    )
    _changed(actor, "added", row, {"name": (None, name)})
    return row


@action("people.update_term", right=RIGHT, public="terms.update")
def update_term(
    *,
    actor: Actor,
    term: TermId,
    version: Version | None = None,
    name: Name | None = None,
    name_en: NameEn | None = None,
    active: Active | None = None,
) -> Term:
    """Rename an entry, or retire it: records that have it keep it, nobody can choose it any more."""
    row = rows.lock(Term, term, version)
    values: dict[str, object] = {key: v for key, v in (("name", name), ("name_en", name_en)) if v is not None}
    if any(getattr(row, key) != value for key, value in values.items()):
        # A renamed entry speaks as people wrote it: the shipped English is shown only if they gave a new one.
        values["edited"] = name_en is None
    if active is not None:
        values["active"] = active
    changes = rows.save(row, values)
    if changes:
        _changed(actor, "updated", row, changes)
    return row


@action("people.order_terms", right=RIGHT, public="terms.order")
def order_terms(*, actor: Actor, list: ListCode, order: Order) -> None:
    """Put a list's entries into an order; entries that are not named come behind."""
    have = {row.pk: row for row in Term.objects.select_for_update().filter(list=list).order_by("position", "pk")}
    if not have or not set(order) <= set(have):
        raise Conflict("other_list", _("The list has changed meanwhile: load it again."), "order")
    wanted = [*dict.fromkeys(order), *(pk for pk in have if pk not in set(order))]
    for position, pk in enumerate(wanted):
        have[pk].position = position
    Term.objects.bulk_update(have.values(), ["position"])
    revision.bump("terms")
    events.record(actor, "people.terms.ordered", None, list=list, order=wanted)


def _free_code(list_code: str, name: str) -> str:
    """Readable from the name: 主动拜访 -> zdbf; numbered where taken."""
    base = re.sub(r"[^a-z0-9]", "", pinyin.initials(name))[:30] or "entry"
    taken = set(Term.objects.filter(list=list_code, code__startswith=base).values_list("code", flat=True))
    number = 1
    code = base
    while code in taken:
        number += 1
        code = f"{base}{number}"
    return code


def _changed(actor: Actor, verb: str, row: Term, changes: rows.Changed) -> None:
    revision.bump("terms")
    events.record(actor, f"people.term.{verb}", None, changes, term=row.pk, list=row.list, code=row.code)
