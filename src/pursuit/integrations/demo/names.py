"""Names of people, telephone numbers and addresses: all made up, none given twice."""

import re

from pursuit.integrations.demo.dice import Dice
from pursuit.kernel import pinyin

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
)
_GIVEN = """
建国 志强 文博 海涛 俊峰 晓东 永健 立新 国栋 明辉 振宇 学军 伟民 家豪 少华 庆丰 长青
兴旺 维刚 启明 子轩 宏图 光耀 世杰 泽民 浩然 思远 天佑 嘉诚 承志 景行 怀瑾 绍文 德胜
金生 保平 春雷 东升 铁军 大勇 丽娜 雪梅 秀英 晓燕 淑芬 海燕 美玲 静怡 雅琴 慧敏 婉清
佳颖 诗涵 梦洁 若曦 晓萌 红霞 玉兰 桂芳 凤霞 敏 静 磊 洋 勇 艳 杰 涛
超 霞 平 刚 辉 鹏 华 飞 鑫 波 斌 宇 浩 凯 健 俊 帆
玲 婷 莉 丹 琳 宁 欣 悦 彬 峰 昊
"""
GIVEN = tuple(_GIVEN.split())


class Names:
    """Hands out each name and number once."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.given: set[str] = set()
        self.numbers = 1000

    def person(self) -> str:
        while True:
            name = self.dice.pick(SURNAMES) + self.dice.pick(GIVEN)
            if name not in self.given:
                self.given.add(name)
                return name

    def mobile(self) -> str:
        """In a range that is nobody's: four zeros in the middle."""
        self.numbers += 1
        return f"{self.dice.pick(('138', '139', '186', '135', '177'))}0000{self.numbers % 10_000:04d}"


def latin(text: str) -> str:
    """A name in letters, for mail addresses and sign-in: 沈一帆 -> shenyifan."""
    return re.sub(r"[^a-z]", "", pinyin.sort_key(text))
