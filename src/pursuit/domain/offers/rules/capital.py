"""Amounts in Chinese capitals（大写金额）, as contracts and quotes write them beside the figures."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿", "亿亿")


def capital(minor: int, digits: int = 2) -> str:
    """人民币 in words. minor: in units of 10^-digits yuan; at most two digits are spoken, more are an error."""
    if digits not in (0, 2):
        raise ValueError("only amounts in yuan and fen are written in capitals")
    sign, size = ("负" if minor < 0 else ""), abs(minor)
    yuan, fen = (size, 0) if digits == 0 else divmod(size, 100)
    jiao, fen = divmod(fen, 10)
    whole = _whole(yuan)
    if not jiao and not fen:
        return f"{sign}{whole or '零'}元整"
    text = f"{whole}元" if whole else ""
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif whole:
        text += "零"
    return f"{sign}{text}" + (f"{DIGITS[fen]}分" if fen else "整")


def _whole(yuan: int) -> str:
    """The yuan, in groups of four digits; one 零 stands for any number of zeros between digits."""
    text, gap = "", False
    groups = []
    while yuan:
        yuan, four = divmod(yuan, 10_000)
        groups.append(four)
    for at in range(len(groups) - 1, -1, -1):
        four = groups[at]
        if not four:
            gap = bool(text)
            continue
        if text and (gap or four < 1000):
            text += "零"
        text += _four(four) + ("万" if at == 3 and groups[2] else GROUPS[at])
        gap = False
        gap = False
    return text


def _four(four: int) -> str:
    text, gap = "", False
    for at in range(3, -1, -1):
        digit = four // 10**at % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + PLACES[at]
            gap = False
        else:
            gap = bool(text)
    return text
