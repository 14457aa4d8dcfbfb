"""When are two company or project names the same? Normal form, core, reading, similarity."""

import re
import unicodedata

from pursuit.kernel import pinyin

# Longest first: 股份有限公司 before 有限公司 before 公司.
_LEGAL = (
    "股份有限责任公司",
    "股份有限公司",
    "有限责任公司",
    "股份合作公司",
    "有限公司",
    "股份公司",
    "总公司",
    "公司",
    "股份",
)
_LATIN = re.compile(
    r"\b(company|co|corporation|corp|limited|ltd|incorporated|inc|llc|plc|gmbh|ag|holdings?|group|the)\b\.?"
)
_CHINA = re.compile(r"[(（【\[]\s*(中国|中华|大陆|china|prc|集团|股份|总部|本部)\s*[)）】\]]")
_NOISE = re.compile(r"[\W_]+")
# What most names share says little about which company it is.
_FIELDS = (
    *("科技", "技术", "信息", "网络", "软件", "电子", "实业", "集团", "发展", "工程", "控股", "投资", "国际", "贸易"),
    *("智能", "系统", "设备", "服务", "产业", "建设", "管理", "咨询", "数据", "通信"),
)
_PLACES = (
    *("北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西"),
    *("山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "台湾", "内蒙古"),
    *("广西", "西藏", "宁夏", "新疆", "香港", "澳门", "深圳", "广州", "杭州", "南京", "苏州", "武汉", "成都", "西安"),
    *("宁波", "青岛", "大连", "厦门", "济南", "郑州", "长沙", "合肥", "福州", "沈阳", "无锡", "东莞", "佛山", "珠海"),
)


def normalise(name: str) -> str:
    """A company name without legal form, （中国）, spaces, punctuation and case: 远航（中国）有限公司 -> 远航."""
    text = unicodedata.normalize("NFKC", name).lower()
    text = _LATIN.sub(" ", _CHINA.sub("", text))
    text = _NOISE.sub("", text)
    for form in _LEGAL:
        stripped = text.replace(form, "")
        if stripped:
            text = stripped
    return text


def place(name: str) -> str:
    """The province or city in front of a name, if something is left behind it."""
    text = normalise(name)
    return next((one for one in _PLACES if text.startswith(one) and len(text) - len(one) >= 2), "")


def core(name: str) -> str:
    """What is left without place in front and fields at the end; the normal form where too little would be left."""
    whole = text = normalise(name)
    where = place(name)
    if where:
        text = text[len(where) :].removeprefix("省").removeprefix("市")
    shortened = True
    while shortened:
        shortened = False
        for word in _FIELDS:
            if text.endswith(word) and len(text) - len(word) >= 2:
                text = text[: -len(word)]
                shortened = True
    return text if len(text) >= 2 else whole


def reading(name: str) -> str:
    """The pinyin of the normal form without tones: 远航 and 远行 differ, 华维 and 华为 do not."""
    return re.sub(r"[\d\s]", "", pinyin.sort_key(normalise(name))) if normalise(name) else ""


def person(name: str) -> str:
    """A person's name without spaces, case and the courtesy at its end."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", name).lower())
    for courtesy in ("先生", "女士", "老师"):
        if text.endswith(courtesy) and len(text) > len(courtesy):
            return text.removesuffix(courtesy)
    return text


def plain(text: str) -> str:
    """Any text without spaces, punctuation, width and case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).lower())


def similarity(one: str, other: str) -> float:
    """0…1 by shared pairs of neighbouring characters (Dice); both texts in normal form."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    shared = sum(min(count, second.get(pair, 0)) for pair, count in first.items())
    return 2 * shared / (sum(first.values()) + sum(second.values()))


def _pairs(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        found[pair] = found.get(pair, 0) + 1
    return found
