"""Clauses from pasted text."""

from pursuit.domain.bids.rules.splitting import split

TEXT = """第三章 采购需求
一、技术要求
★1.1 识别率不低于99.5%，须提供检测报告。
1.2 ▲平均无故障时间不低于 20000 小时；
    以第三方报告为准。
1.3 支持 2.5 米以上限高
（二）供货期为合同签订后 60 天。
二、商务要求
2.1、投标人须具有 ISO9001 认证证书。
2.2 付款方式：验收后 30 日内支付 95%。
第十条 质保期 3 年。
3）售后响应 2 小时。
"""


def test_numbers_marks_chapters() -> None:
    found = split(TEXT)
    assert [one.number for one in found] == ["1.1", "1.2", "1.3", "（二）", "2.1", "2.2", "第十条", "3"]
    assert [one.kind for one in found] == ["star", "triangle"] + ["plain"] * 6
    assert found[0].proof and found[4].proof and not found[2].proof
    assert [one.part for one in found] == ["technical"] * 4 + ["commercial"] * 4
    assert found[1].text.endswith("以第三方报告为准。") and "2.5 米" in found[2].text


def test_without_numbers_every_line_is_a_clause() -> None:
    assert [(one.number, one.text) for one in split("支持国产化\n\n★提供源代码")] == [
        ("1", "支持国产化"), ("2", "★提供源代码"),
    ]  # fmt: skip
    assert split("支持国产化\n★提供源代码")[1].kind == "star"


def test_nothing() -> None:
    assert split("  \n \n") == []


def test_a_hundred_and_twenty() -> None:
    text = "\n".join(f"{at // 10 + 1}.{at % 10 + 1} 第{at}项参数不低于 {at} 毫米。" for at in range(120))
    found = split(text)
    assert len(found) == 120 and found[119].number == "12.10"
