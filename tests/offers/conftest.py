"""Makers of quotes, through the actions people use."""

import pytest

from pursuit.domain.catalogue.actions.products import create_product
from pursuit.domain.catalogue.models import Product
from pursuit.domain.offers.actions.lines import add_line
from pursuit.domain.offers.actions.quotes import create_quote
from pursuit.domain.offers.models import Quote
from pursuit.domain.projects.models import Project
from pursuit.kernel.money import Money
from tests.cast import Cast
from tests.projects.conftest import account, deal, soon

__all__ = ["account", "deal", "product", "quote"]


@pytest.fixture
def product(cast: Cast) -> Product:
    """A gateway: 10,000.00 on the list, 6,000.00 cost."""
    return create_product(
        actor=cast.actor("operations"), title="边缘网关", code="GW-1", measure="piece", price=Money(1_000_000),
        cost=Money(600_000), lifecycle="on_sale",
    )  # fmt: skip


@pytest.fixture
def quote(cast: Cast, deal: Project, product: Product) -> Quote:
    """The AR's draft: two gateways and a training of one lot, 22,000.00 with tax at list price."""
    actor = cast.actor("ar")
    row = create_quote(actor=actor, project=deal.pk, title="监控系统报价", valid_until=soon(30))
    add_line(actor=actor, quote=row.pk, product=product.pk, quantity=2)
    add_line(
        actor=actor,
        quote=row.pk,
        title="现场培训",
        measure="项",
        price=Money(200_000),
        tax_rate="6",
        phase="during",
        effort=2.5,
    )
    return Quote.objects.get(pk=row.pk)
