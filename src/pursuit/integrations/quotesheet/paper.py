"""The 报价单 as docx, A4, to be signed and sealed. Chinese whoever asks: it goes to Chinese customers."""

import io

from docx import Document as new_document
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import _Row

from pursuit.domain.offers.models import Option, Phase, QuoteState
from pursuit.domain.offers.queries.sheet import LineView, Sheet
from pursuit.domain.offers.rules.capital import capital
from pursuit.integrations.quotesheet.pieces import (
    BODY,
    HEADING,
    Grid,
    grid,
    heading,
    keep,
    number_field,
    page,
    repeat,
    run,
    widths_of,
    write,
)
from pursuit.integrations.quotesheet.words import amount, customer, quantity, rate, tax_rates
from pursuit.kernel.money import exponent

COLUMNS = ("序号", "名称", "规格说明", "单位", "数量", "单价", "金额", "税率")
WIDTHS = (1.2, 3.4, 3.5, 1.3, 1.5, 2.6, 3.1, 1.4)
RIGHT = {4, 5, 6}
PHASES = {Phase.BEFORE: "售前服务", Phase.DURING: "售中服务", Phase.AFTER: "售后服务"}
APART = {Option.OPTIONAL: "可选", Option.ALTERNATIVE: "替代方案"}
UNSENT = {QuoteState.DRAFT: "草稿，未经审批，不构成要约", QuoteState.WAITING: "审批中，不构成要约"}
UNIT = {"CNY": "人民币元"}


def build(found: Sheet, company: str) -> bytes:
    """The file."""
    document = new_document()
    page(document)
    row = found.quote
    document.core_properties.title = f"报价单 {row.code} V{row.edition}"
    document.core_properties.author = company
    _edges(document, found, company)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(title, "报 价 单", HEADING, 20, bold=True)
    if word := UNSENT.get(QuoteState(row.state)):
        note = document.add_paragraph()
        note.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run(note, f"（{word}）", HEADING, 11, red=True)
    _head(document, found, company)
    _greeting(document, found)
    _lines(document, found)
    _totals(document, found)
    if found.apart:
        _apart(document, found)
    if found.services:
        _services(document, found)
    _terms(document, found)
    _signatures(document, company, customer(found))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _edges(document: Document, found: Sheet, company: str) -> None:
    """Company above, number and page below, on every page."""
    row = found.quote
    head = document.sections[0].header.paragraphs[0]
    run(head, f"{company}    报价单编号：{row.code} V{row.edition}", BODY, 9)
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run(foot, "第 ", BODY, 9)
    number_field(foot, "PAGE")
    run(foot, " 页，共 ", BODY, 9)
    number_field(foot, "NUMPAGES")
    run(foot, " 页", BODY, 9)


def _head(document: Document, found: Sheet, company: str) -> None:
    row = found.quote
    pairs = [
        ("客户", customer(found) or "—"),
        ("报价单位", company or "—"),
        ("收件人", row.attention or "—"),
        ("联系人", str(row.subject.owner or "—")),
        ("项目名称", row.project.title),
        ("报价日期", _day(row.issued_on) if row.issued_on else "—"),
        ("报价编号", f"{row.code} V{row.edition}"),
        ("有效期至", _day(row.valid_until) if row.valid_until else "—"),
    ]
    table = grid(document, 4, (2.3, 6.7, 2.3, 6.7))
    for at in range(0, len(pairs), 2):
        cells = table.add_row().cells
        for offset, (label, value) in enumerate(pairs[at : at + 2]):
            write(cells[offset * 2], label, HEADING, shade=True)
            write(cells[offset * 2 + 1], value)
    widths_of(table, (2.3, 6.7, 2.3, 6.7))


def _day(day: object) -> str:
    return f"{day:%Y 年 %-m 月 %-d 日}" if hasattr(day, "year") else str(day)


def _greeting(document: Document, found: Sheet) -> None:
    basis = "单价含税" if found.quote.with_tax else "单价不含税"
    unit = UNIT.get(found.quote.currency, found.quote.currency)
    text = document.add_paragraph()
    text.paragraph_format.space_before = Pt(8)
    text.paragraph_format.space_after = Pt(4)
    to = customer(found) or "客户"
    run(text, f"致 {to}：感谢贵方的询价，现就“{found.quote.project.title}”报价如下（金额单位：{unit}；{basis}）。")


def _lines(document: Document, found: Sheet) -> None:
    table = grid(document, len(COLUMNS), WIDTHS)
    head = table.add_row()
    for cell, label in zip(head.cells, COLUMNS, strict=True):
        write(cell, label, HEADING, center=True, shade=True)
    repeat(head)
    number = 0
    for section in found.sections:
        if section.title:
            cells = table.add_row().cells
            whole = cells[0].merge(cells[-1])
            write(whole, section.title, HEADING, shade=True)
        for line in section.lines:
            number += 1
            _line(table.add_row(), line.number or str(number), line, found)
        if section.title and len(found.sections) > 1:
            _sum_row(table, "小计", amount(section.amount, found.quote.currency))
    widths_of(table, WIDTHS)


def _line(row: _Row, number: str, line: LineView, found: Sheet) -> None:
    currency = found.quote.currency
    values = (
        number,
        line.title,
        line.spec or line.note,
        line.measure,
        quantity(line.quantity),
        amount(line.price, currency),
        amount(line.amount, currency),
        rate(line.tax_bp),
    )
    for at, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        write(cell, value, right=at in RIGHT, center=at in (0, 3, 7), size=9)
    keep(row)


def _sum_row(table: Grid, label: str, value: str) -> None:
    cells = table.add_row().cells
    whole = cells[0].merge(cells[5])
    write(whole, label, HEADING, right=True)
    write(cells[6], value, right=True, size=9)
    write(cells[7], "")


def _totals(document: Document, found: Sheet) -> None:
    """In figures and, in yuan, in capitals."""
    totals, currency = found.totals, found.quote.currency
    pairs = []
    if totals.reduction:
        pairs += [
            ("优惠前含税总价", amount(totals.before, currency)),
            ("优惠（抹零）", amount(-totals.reduction, currency)),
        ]
    pairs += [
        ("不含税总价", amount(totals.net, currency)),
        (f"增值税额（税率 {tax_rates(found)}）", amount(totals.tax, currency)),
        ("含税总价", amount(totals.gross, currency)),
    ]
    if exponent(currency) in (0, 2) and currency == "CNY":
        pairs.append(("含税总价（大写）", f"人民币{capital(totals.gross)}"))
    document.add_paragraph().paragraph_format.space_after = Pt(2)
    table = grid(document, 2, (6.0, 12.0))
    for label, value in pairs:
        made = table.add_row()
        last = label.startswith("含税总价")
        write(made.cells[0], label, HEADING, shade=True)
        write(made.cells[1], value, HEADING if last else BODY, bold=last)
        keep(made)
    widths_of(table, (6.0, 12.0))


def _apart(document: Document, found: Sheet) -> None:
    heading(document, "可选与替代项（不计入总价）")
    columns, widths = ("类别", "名称", "规格说明", "单位", "数量", "单价", "金额"), (1.8, 3.8, 3.6, 1.4, 1.6, 2.7, 3.1)
    table = grid(document, len(columns), widths)
    head = table.add_row()
    for cell, label in zip(head.cells, columns, strict=True):
        write(cell, label, HEADING, center=True, shade=True)
    repeat(head)
    for line in found.apart:
        currency = found.quote.currency
        values = (
            *(APART.get(Option(line.option), ""), line.title, line.spec or line.note, line.measure),
            *(quantity(line.quantity), amount(line.price, currency), amount(line.amount, currency)),
        )
        for at, (cell, value) in enumerate(zip(table.add_row().cells, values, strict=True)):
            write(cell, value, right=at > 3, center=at in (0, 3), size=9.5)
    widths_of(table, widths)


def _services(document: Document, found: Sheet) -> None:
    heading(document, "服务方案")
    columns, widths = ("阶段", "服务内容", "工作量（人天）", "服务水平（SLA）", "金额"), (2.2, 4.9, 2.8, 5.0, 3.1)
    table = grid(document, len(columns), widths)
    head = table.add_row()
    for cell, label in zip(head.cells, columns, strict=True):
        write(cell, label, HEADING, center=True, shade=True)
    repeat(head)
    for part in found.services:
        for line in part.lines:
            effort = "—" if line.effort is None else quantity(line.effort)
            values = (
                PHASES[part.phase],
                line.title,
                effort,
                line.sla or "—",
                amount(line.amount, found.quote.currency),
            )
            for at, (cell, value) in enumerate(zip(table.add_row().cells, values, strict=True)):
                write(cell, value, right=at in (2, 4), center=at == 0, size=9.5)
    widths_of(table, widths)


def _terms(document: Document, found: Sheet) -> None:
    row = found.quote
    parts = [
        ("付款方式", row.payment_terms),
        ("交付", row.delivery_terms),
        ("质保", row.warranty_terms),
        ("其他", row.remark),
    ]
    if row.valid_until:
        parts.append(("报价有效期", f"本报价有效期至 {_day(row.valid_until)}（含当日），逾期请重新确认。"))
    shown = [(label, text) for label, text in parts if text]
    if not shown:
        return
    heading(document, "商务条款")
    for at, (label, text) in enumerate(shown, start=1):
        for offset, said in enumerate(text.splitlines()):
            body = document.add_paragraph()
            body.paragraph_format.line_spacing = 1.35
            body.paragraph_format.left_indent = Pt(21)
            body.paragraph_format.first_line_indent = Pt(-21) if not offset else Pt(0)
            if not offset:
                run(body, f"{at}. {label}：", HEADING)
            run(body, said)


def _signatures(document: Document, company: str, to: str) -> None:
    """Both sides: name, seal, signature, day; never torn apart by a page."""
    document.add_paragraph().paragraph_format.space_after = Pt(6)
    table = document.add_table(rows=0, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    rows = (
        (f"报价单位（盖章）：{company}", f"客户确认（盖章）：{to}"),
        ("授权代表（签字）：________________", "授权代表（签字）：________________"),
        ("日期：        年    月    日", "日期：        年    月    日"),
    )
    for at, texts in enumerate(rows):
        made = table.add_row()
        keep(made)
        for cell, text in zip(made.cells, texts, strict=True):
            where = cell.paragraphs[0]
            where.paragraph_format.space_before = Pt(10)
            where.paragraph_format.keep_with_next = at < len(rows) - 1
            run(where, text)
    widths_of(table, (9.0, 9.0))
