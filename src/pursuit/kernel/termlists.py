"""Looking at editable lists as whoever keeps them: all entries, retired ones too."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from pursuit.kernel import pinyin, terms
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Missing, Text
from pursuit.kernel.models import CustomField, Term

RIGHT = "settings.edit"


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list: how many entries are offered, how many are retired."""

    code: str
    label: Text
    offered: int
    retired: int


def term_lists(actor: Actor) -> list[ListLine]:
    """Every list that rooms declare."""
    if not actor.may(RIGHT):
        return []
    counted = Term.objects.values("list").annotate(
        offered=Count("pk", filter=Q(active=True)), retired=Count("pk", filter=Q(active=False))
    )
    have = {row["list"]: row for row in counted.order_by()}
    nothing = {"offered": 0, "retired": 0}
    found = []
    for one in terms.declared():
        row = have.get(one.code, nothing)
        found.append(ListLine(one.code, one.label, row["offered"], row["retired"]))
    return sorted(found, key=lambda line: pinyin.sort_key(str(line.label)))


def term_list(actor: Actor, code: str) -> terms.TermList:
    """One declared list."""
    found = next((one for one in terms.declared() if one.code == code), None) if actor.may(RIGHT) else None
    if found is None:
        raise Missing("not_found", _("There is no such list."))
    return found


def entries(actor: Actor, code: str) -> list[Term]:
    """A list's entries in order; those of the second level stand behind the one above them."""
    rows = list(Term.objects.filter(list=term_list(actor, code).code).order_by("position", "pk"))
    found = []
    for row in rows:
        if row.parent_id is None:
            found += [row, *(child for child in rows if child.parent_id == row.pk)]
    return found


def entry(actor: Actor, pk: int) -> Term:
    """One entry."""
    row = Term.objects.filter(pk=pk).first() if actor.may(RIGHT) else None
    if row is None:
        raise Missing("not_found", _("There is no such entry."))
    return row


def custom_fields(actor: Actor) -> dict[str, list[CustomField]]:
    """Own fields by record type, retired ones too."""
    found: dict[str, list[CustomField]] = {}
    for row in CustomField.objects.order_by("subject_type", "position", "pk") if actor.may(RIGHT) else ():
        found.setdefault(row.subject_type, []).append(row)
    return found


def custom_field(actor: Actor, pk: int) -> CustomField:
    """One own field."""
    row = CustomField.objects.filter(pk=pk).first() if actor.may(RIGHT) else None
    if row is None:
        raise Missing("not_found", _("There is no such field."))
    return row
