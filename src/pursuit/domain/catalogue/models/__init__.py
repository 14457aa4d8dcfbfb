"""Tables of the room."""

from pursuit.domain.catalogue.models.pricebook import PriceBook, PriceLine
from pursuit.domain.catalogue.models.product import Product

__all__ = ["PriceBook", "PriceLine", "Product"]
