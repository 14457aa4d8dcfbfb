"""The keywords of quotes: one declaration for schema, form, history and field rights."""

import re
import unicodedata
from typing import Annotated, Literal, TypedDict

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from pursuit.domain.offers.models import Option, Phase
from pursuit.kernel.inputs import Amount, Choices, Day, Label, Line, Prose, Ref, RowOf, Title, UserId
from pursuit.kernel.money import CURRENCIES

COST, MARGIN = "offers.field.cost", "offers.field.margin"
_NUMBER = re.compile(r"[-+]?\d{1,15}(\.\d{1,10})?")
RATES = tuple((rate, f"{rate}%") for rate in ("13", "9", "6", "5", "3", "1", "0"))
OPTIONS = tuple((one.value, one.label) for one in Option)
PHASES = tuple((one.value, one.label) for one in Phase)


def _currency(code: str) -> str:
    if code not in CURRENCIES:
        reason = str(_("Unknown currency %s.")) % code
        raise PydanticCustomError("unknown_currency", "{reason}", {"reason": reason})
    return code


def _decimals(most: int) -> AfterValidator:
    """No more digits behind the point than are kept: rounding them away would change what was offered."""

    def check(value: float) -> float:
        if round(value, most) != value:
            reason = str(_("Give at most %s digits behind the point.")) % most
            raise PydanticCustomError("too_many_digits", "{reason}", {"reason": reason})
        return value

    return AfterValidator(check)


def _number(value: object) -> object:
    """A number as people type it: 1,200 or １２.5."""
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFKC", value).replace(",", "").strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    reason = str(_("“%s” is not a number: write it like 12 or 12.5.")) % value[:40]
    raise PydanticCustomError("not_a_number", "{reason}", {"reason": reason})


Typed = BeforeValidator(_number)
ProjectId = Annotated[int, Ref("project"), Label(_("Project"))]
QuoteId = Annotated[int, Ref("quote"), Label(_("Quote"))]
LineId = Annotated[int, RowOf("quote_line"), Label(_("Line"), widget="hidden")]
LineIds = Annotated[list[LineId], Field(min_length=1, max_length=20_000), Label(_("Lines"), widget="hidden")]
SectionId = Annotated[int, RowOf("quote_section"), Label(_("Section of the quote"))]
SectionName = Annotated[Title, Label(_("Section of the quote"))]
ProductRef = Annotated[int, Ref("product"), Label(_("Product"))]
Reason = Annotated[Prose, Label(_("Reason"), widget="long")]
Quantity = Annotated[float, Field(gt=0, le=1_000_000_000), _decimals(3), Typed, Label(_("Quantity"), widget="number")]
TaxRate = Annotated[Literal["13", "9", "6", "5", "3", "1", "0"], Choices(RATES), Label(_("Tax rate"))]
QuoteName = Annotated[Title, Label(_("Name of the quote"))]
Currency = Annotated[str, AfterValidator(_currency), Label(_("Currency"))]
Discount = Annotated[float, Field(ge=-100, le=100), _decimals(2), Typed, Label(_("Discount %"), widget="number")]
Place = Annotated[int, Field(ge=0, le=100_000), Label(_("Position"), widget="number")]
Note = Annotated[str, Field(max_length=500), Label(_("Note"))]
NeedRef = Annotated[int, RowOf("need"), Label(_("Need it answers"), right="strategy.view")]


class QuoteDetails(TypedDict, total=False):
    """What people may set on a quote besides its name."""

    book: (
        Annotated[int, Ref("price_book"), Label(_("Price book"), help=_("Empty: the one that fits the customer."))]
        | None
    )
    with_tax: Annotated[bool, Label(_("Unit prices contain the tax"))]
    tax_rate: TaxRate
    reduction: (
        Annotated[Amount, Label(_("Taken off the total"), help=_("A lump sum, with tax, to round the total."))] | None
    )
    valid_until: Annotated[Day, Label(_("Valid until"))] | None
    attention: Annotated[Line, Label(_("For the attention of"))]
    payment_terms: Annotated[Prose, Label(_("Payment terms"), widget="long")]
    delivery_terms: Annotated[Prose, Label(_("Delivery terms"), widget="long")]
    warranty_terms: Annotated[Prose, Label(_("Warranty terms"), widget="long")]
    remark: Annotated[Prose, Label(_("Remark"), widget="long")]
    owner: Annotated[UserId, Label(_("Owner"))]


class NewQuote(QuoteDetails, total=False):
    """A new quote; its currency stays."""

    title: QuoteName
    currency: Currency


class QuoteChanges(QuoteDetails, total=False):
    """What may be changed while it is a draft."""

    title: QuoteName


class QuoteFacts(QuoteChanges, total=False):
    """Those of its figures that not everybody sees: history leaves them out for the same people."""

    cost: Annotated[Amount, Label(_("Cost"), right=COST)] | None
    margin: Annotated[Amount, Label(_("Margin"), right=MARGIN)] | None
    unit_cost: Annotated[Amount, Label(_("Unit cost without tax"), right=COST)] | None


class LineDetails(TypedDict, total=False):
    """What people may set on a line besides its name."""

    section: SectionId | None
    number: Annotated[str, Field(max_length=30), Label(_("No."))]
    spec: Annotated[Prose, Label(_("Specification"), widget="long")]
    measure: Annotated[str, Field(max_length=30), Label(_("Unit of measure"))]
    quantity: Quantity
    listed: Annotated[Amount, Label(_("List price"))] | None
    discount: Discount
    price: Annotated[Amount, Label(_("Unit price"))] | None
    cost: Annotated[Amount, Label(_("Unit cost without tax"), right=COST)] | None
    tax_rate: TaxRate
    option: Annotated[Literal["included", "optional", "alternative"], Choices(OPTIONS), Label(_("Counts"))]
    phase: Annotated[Literal["none", "before", "during", "after"], Choices(PHASES), Label(_("Part of the service"))]
    effort: (
        Annotated[
            float, Field(ge=0, le=1_000_000), _decimals(2), Typed, Label(_("Effort, person-days"), widget="number")
        ]
        | None
    )
    sla: Annotated[Line, Label(_("Service level"))]
    note: Note
    need: NeedRef | None


class NewLine(LineDetails, total=False):
    """A new line: a product of the catalogue, or a name."""

    product: ProductRef | None
    title: Annotated[str, Field(max_length=200), Label(_("Name"))]


class LineChanges(LineDetails, total=False):
    """What may be changed later."""

    title: Annotated[Title, Label(_("Name"))]


class BoqRow(BaseModel):
    """A line as a table gives it: no product, no cost. section: the heading it stands under."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    section: Annotated[str, Field(max_length=200)] = ""
    number: Annotated[str, Field(max_length=30)] = ""
    title: Annotated[str, Field(min_length=1, max_length=200)]
    spec: Annotated[str, Field(max_length=20_000)] = ""
    measure: Annotated[str, Field(max_length=30)] = ""
    quantity: Quantity = 1
    price: Amount | None = None
    note: Annotated[str, Field(max_length=500)] = ""


BoqRows = Annotated[list[BoqRow], Field(min_length=1, max_length=10_000), Label(_("Rows"), widget="hidden")]
