"""The quote as a workbook: amounts as numbers in their formats, lines and subtotals as formulas."""

from collections.abc import Sequence
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from pursuit.domain.offers.models import Option
from pursuit.domain.offers.queries.sheet import LineView, Sheet
from pursuit.domain.offers.rules.capital import capital
from pursuit.integrations.quotesheet.paper import APART, PHASES, UNIT, UNSENT
from pursuit.integrations.quotesheet.words import customer, rate
from pursuit.kernel.money import exponent

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

HEADERS = ("序号", "名称", "规格说明", "单位", "数量", "目录价", "折扣%", "单价", "金额", "税率", "备注")
COSTED = ("单位成本（不含税）", "毛利", "毛利率%")
WIDTHS = (8, 28, 34, 8, 10, 14, 9, 14, 16, 8, 24, 16, 16, 10)
SUM, TAX = 9, 10
MONEY = (6, 8, 9, 12, 13)
NUMBERS = (5, 6, 7, 8, 9, 12, 13, 14)
Value = str | int | float | Decimal | None


def write(found: Sheet, out: IO[bytes], company: str, *, costed: bool = False) -> None:
    """costed: with cost and margin, for those who see both; the customer's workbook is made without them."""
    # Imported when somebody asks for a sheet: 15 MB that most processes never need.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    if costed and not (found.sees_cost and found.sees_margin):
        raise ValueError("cost is only written for those who may see it")
    book = Workbook()
    sheet = book.active
    if sheet is None:  # pragma: no cover  a new workbook has a sheet
        raise ValueError("no sheet")
    sheet.title = "报价单"
    for at, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    _Writer(sheet, found, costed=costed).all(company)
    book.save(out)


class _Writer:
    """Writes downwards."""

    def __init__(self, sheet: "Worksheet", found: Sheet, *, costed: bool) -> None:
        self.sheet, self.found, self.costed = sheet, found, costed
        self.at = 0
        self.width = len(HEADERS) + (len(COSTED) if costed else 0)
        self.scale = exponent(found.quote.currency)
        self.money = "#,##0" + ("." + "0" * self.scale if self.scale else "")

    def all(self, company: str) -> None:
        row = self.found.quote
        self.row(["报价单"], bold=True, size=16)
        if word := UNSENT.get(row.state):  # type: ignore[call-overload]  # a state by its value
            self.row([f"（{word}）"])
        self.row(["客户", customer(self.found), "", "", "", "", "", "报价单位", company])
        valid = f"{row.valid_until}" if row.valid_until else "—"
        self.row(["项目", row.project.title, "", "", "", "", "", "报价编号", f"{row.code} V{row.edition}"])
        unit = UNIT.get(row.currency, row.currency)
        basis = "单价含税" if row.with_tax else "单价不含税"
        self.row(["金额单位", f"{unit}，{basis}", "", "", "", "", "", "有效期至", valid])
        self.row([])
        headers = [*HEADERS, *(COSTED if self.costed else ())]
        self.row(headers, bold=True, shade=True, ruled=True)
        self.sheet.freeze_panes = f"A{self.at + 1}"
        self.sheet.print_title_rows = f"{self.at}:{self.at}"
        self.sections()
        self.totals()
        self.more()
        self.terms()

    def sections(self) -> None:
        number = 0
        for section in self.found.sections:
            if section.title:
                self.row([section.title], bold=True, shade=True, wide=self.width, ruled=True)
            first = self.at + 1
            for line in section.lines:
                number += 1
                self.line(line, line.number or str(number))
            if section.title and len(self.found.sections) > 1 and section.lines:
                formula = f"=SUM(I{first}:I{self.at})"
                self.row(["", "小计", *[""] * 6, formula, "", ""], bold=True, ruled=True)

    def line(self, line: LineView, number: str) -> None:
        values: list[Value] = [
            number,
            line.title,
            line.spec,
            line.measure,
            Decimal(line.quantity) / 1000,
            None if line.listed is None else self.major(line.listed),
            None if line.listed is None else Decimal(line.discount_bp) / 100,
            self.major(line.price),
            f"=ROUND(E{self.at + 1}*H{self.at + 1},{self.scale})",
            rate(line.tax_bp),
            line.note,
        ]
        if self.costed:
            cost = None if line.cost is None else self.major(line.cost)
            margin = None if line.margin is None else self.major(line.margin)
            share = None if line.margin_bp is None else Decimal(line.margin_bp) / 100
            values += [cost, margin, share]
        self.row(values, ruled=True)

    def totals(self) -> None:
        totals = self.found.totals
        self.row([])
        if totals.reduction:
            self.total("优惠前含税总价", totals.before)
            self.total("优惠（抹零）", -totals.reduction)
        self.total("不含税总价", totals.net)
        for bp, (_net, tax) in totals.taxes.items():
            self.total(f"增值税额（{rate(bp)}）", tax)
        self.total("含税总价", totals.gross, bold=True)
        if self.found.quote.currency == "CNY":
            self.row(["", "含税总价（大写）", f"人民币{capital(totals.gross)}"], bold=True)
        if self.costed and self.found.cost is not None:
            self.total("成本合计（不含税）", self.found.cost)
        if self.costed and self.found.margin is not None:
            self.total("毛利（不含税）", self.found.margin)

    def total(self, label: str, minor: int, *, bold: bool = False) -> None:
        self.row(["", label, *[""] * 6, self.major(minor)], bold=bold)

    def more(self) -> None:
        """What does not count, and the service offer."""
        if self.found.apart:
            self.row([])
            self.row(["可选与替代项（不计入总价）"], bold=True)
            for line in self.found.apart:
                self.line(line, APART.get(Option(line.option), ""))
        if self.found.services:
            self.row([])
            self.row(["服务方案"], bold=True)
            self.row(["阶段", "服务内容", "服务水平（SLA）", "", "人天", "", "", "", "金额"], bold=True, shade=True)
            for part in self.found.services:
                for line in part.lines:
                    effort = None if line.effort is None else Decimal(line.effort) / 1000
                    amount = self.major(line.amount)
                    self.row([PHASES[part.phase], line.title, line.sla, "", effort, "", "", "", amount])

    def terms(self) -> None:
        row = self.found.quote
        parts = (
            ("付款方式", row.payment_terms),
            ("交付", row.delivery_terms),
            ("质保", row.warranty_terms),
            ("其他", row.remark),
        )
        if any(text for _label, text in parts):
            self.row([])
            for label, text in parts:
                if text:
                    self.row([label, text])
        self.row([])
        self.row(["报价单位（盖章）", "", "授权代表（签字）", "", "", "", "", "日期"])

    def row(
        self,
        values: Sequence[Value],
        *,
        bold: bool = False,
        size: int = 0,
        shade: bool = False,
        wide: int = 0,
        ruled: bool = False,
    ) -> None:
        """ruled: a row of the table, with lines around its cells; wide: so many cells are shaded."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

        self.at += 1
        thin = Side(style="thin", color="B8C2C4")
        width = max(len(values), wide)
        if size:
            self.sheet.row_dimensions[self.at].height = 2 * size
        for column in range(1, width + 1):
            cell = self.sheet.cell(self.at, column)
            if ruled:
                cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if shade:
                cell.fill = PatternFill("solid", fgColor="EEF2F2")
        for column, value in enumerate(values, start=1):
            if value is None or value == "":
                continue
            formula = isinstance(value, str) and value.startswith("=") and column == SUM
            cell = self.sheet.cell(self.at, column, value)
            if isinstance(value, str) and not formula:
                cell.data_type = "s"  # whatever it begins with, it is text, here and when somebody edits it
                cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
            number = formula or not isinstance(value, str)
            right = number or (shade and bold and column in NUMBERS)
            cell.alignment = Alignment(
                vertical="center",
                horizontal="right" if right else "center" if column == TAX else None,
                wrap_text=column in (2, 3, 11) and size == 0,
            )
            if number and column in MONEY:
                cell.number_format = self.money
            if bold or size:
                cell.font = Font(name="Calibri", bold=bold, size=size or 11)  # the book's own font

    def major(self, minor: int) -> Decimal:
        return Decimal(minor).scaleb(-self.scale)
