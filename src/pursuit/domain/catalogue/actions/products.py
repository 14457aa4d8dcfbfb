"""Changing products."""

from collections.abc import Sequence
from typing import Unpack

from django.utils.translation import gettext_lazy as _

from pursuit.domain.catalogue.fields import NewProduct, ProductChanges, ProductDetails, ProductId, SourceId
from pursuit.domain.catalogue.models import Product
from pursuit.kernel import records, undo
from pursuit.kernel.action import action
from pursuit.kernel.actor import Actor
from pursuit.kernel.errors import Refused
from pursuit.kernel.inputs import Version
from pursuit.kernel.models import Event

EDIT = "catalogue.edit"


def _undo_create(actor: Actor, events: Sequence[Event]) -> object:
    return delete_product(actor=actor, product=events[0].subject_id or 0)


@action("catalogue.create_product", right=EDIT, public="products.create", inverse=_undo_create)
def create_product(*, actor: Actor, source_id: SourceId = "", **fields: Unpack[NewProduct]) -> Product:
    """A new product or service; a code is used once."""
    _refuse_duplicate(fields)
    return records.create(Product, actor, fields={"lifecycle": "on_sale"} | fields, source_id=source_id)


def _undo_update(actor: Actor, events: Sequence[Event]) -> object:
    event = events[-1]
    return update_product.run(actor, {"product": event.subject_id, **undo.before_values(event)})


@action("catalogue.update_product", right=EDIT, public="products.update", inverse=_undo_update)
def update_product(
    *, actor: Actor, product: ProductId, version: Version | None = None, **fields: Unpack[ProductChanges]
) -> Product:
    """Change some fields of a product."""
    row = records.load(Product, actor, product, EDIT, version)
    _refuse_duplicate(fields, row)
    records.edit(row, actor, fields)
    return row


def _undo_delete(actor: Actor, events: Sequence[Event]) -> object:
    return restore_product(actor=actor, product=events[0].subject_id or 0)


@action("catalogue.delete_product", right=EDIT, public="products.delete", inverse=_undo_delete)
def delete_product(*, actor: Actor, product: ProductId, version: Version | None = None) -> Product:
    """Hide a product; what names it keeps naming it. One that was ever sold is better retired."""
    row = records.load(Product, actor, product, EDIT, version)
    records.delete(row, actor)
    return row


@action("catalogue.restore_product", right=EDIT, public="products.restore")
def restore_product(*, actor: Actor, product: int) -> Product:
    """Bring a deleted product back, if its code is still free."""
    row = records.restore(Product, actor, product, EDIT)
    _refuse_duplicate({"code": row.code}, row)
    return row


def _refuse_duplicate(fields: ProductDetails, row: Product | None = None) -> None:
    code = fields.get("code")
    if code and Product.objects.live().filter(code=code).exclude(pk=row.pk if row else None).exists():
        raise Refused("duplicate_code", _("Another product has this code already."), "code")
