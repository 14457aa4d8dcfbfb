"""Bills of quantities as people write them."""

from decimal import Decimal

from pursuit.domain.offers.rules.boq import Written, read, table_of


def row(at: int, number: str = "", title: str = "", *amounts: str | None, **more: str) -> Written:
    """amounts: quantity, price, amount."""
    found = [Decimal(one) if one else None for one in [*amounts, None, None, None][:3]]
    return Written(at, number, title, quantity=found[0], price=found[1], amount=found[2], **more)


def test_headings_items_subtotals_and_the_total() -> None:
    bill = read(
        [
            row(2, "一", "视频监控系统"),
            row(3, "1", "高清枪机", "12", "850", "10200", measure="台", spec="400 万像素"),
            row(4, "2", "硬盘录像机", "2", "6,500".replace(",", ""), "13000", measure="台"),
            row(5, "", "小计", None, None, "23200"),
            row(6, "二", "机房工程"),
            row(7, "（一）", "配电"),
            row(8, "1", "UPS 主机", "1", "38000.5", "38000.50", measure="套"),
            row(9, "", "分部小计", None, None, "38000.50"),
            row(10, "", "合计", None, None, "61200.50"),
        ]
    )
    assert bill.sections == ["一、视频监控系统", "二、机房工程", "二、机房工程 / （一）、配电"]
    assert [(one.title, one.section, one.quantity, str(one.price)) for one in bill.items] == [
        ("高清枪机", 0, 12_000, "850.00"),
        ("硬盘录像机", 0, 2_000, "6500.00"),
        ("UPS 主机", 2, 1_000, "38000.50"),
    ]
    assert (bill.sums, bill.fitting, bill.findings) == (3, 3, [])
    assert str(bill.total) == "61200.50"
    assert list(table_of(bill)) == [("一、视频监控系统", 2), ("二、机房工程 / （一）、配电", 1)]


def test_what_does_not_fit_is_named_by_row_and_field_and_good_rows_stay() -> None:
    bill = read(
        [
            row(2, "1", "交换机", "2", "1000", "2100"),
            row(3, "2", "", "1", "5", "5"),
            row(4, "3", "光缆", "-4", "3"),
            row(5, "4", "网线", None, None, None, measure="米"),
            row(6, "5", "辅材", "1.23456", "3"),
            row(7, "6", "机柜", "1", "500", "500"),
            row(8, "", "合计", None, None, "2500"),
            row(9, "", "总计", None, None, "9999"),
        ]
    )
    assert [one.title for one in bill.items] == ["交换机", "机柜"]
    assert [(one.row, one.kept) for one in bill.findings] == [
        (2, True), (3, False), (4, False), (5, False), (6, False), (9, True),
    ]  # fmt: skip
    assert len(bill.refused) == 4 and bill.fitting == 1


def test_prices_from_sums_lumps_and_the_customers_empty_list() -> None:
    bill = read(
        [
            row(2, "1", "安装", "3", None, "1000"),
            row(3, "2", "暂列金额", None, None, "5000"),
            row(4, "3", "服务器", "4", None, None, measure="台"),
        ]
    )
    assert [(one.quantity, str(one.price)) for one in bill.items] == [
        (3_000, "333.33"), (1_000, "5000.00"), (4_000, "0.00"),
    ]  # fmt: skip
    assert bill.unpriced == 1
    assert bill.findings == []  # 3 × 333.33 is 999.99: a cent is let pass


def test_merged_names_long_specifications_and_notes_below() -> None:
    bill = read(
        [
            row(2, "1", "摄像机", "1", "10", spec="室内", measure="台"),
            row(3, "", "", "2", "20", spec="室外", measure="台"),
            row(4, "", "", spec="带雨刷"),
            row(5, "", "注：以上报价含运费，不含现场土建、脚手架及其他由甲方另行委托的工作内容"),
            row(6, "A", "备品"),
            row(7, "1", "电源", "1", "5"),
        ]
    )
    assert [(one.title, one.spec, one.section) for one in bill.items] == [
        ("摄像机", "室内", -1), ("摄像机", "室外\n带雨刷", -1), ("电源", "", 0),
    ]  # fmt: skip
    assert bill.sections == ["备品"]
