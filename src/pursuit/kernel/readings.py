"""Words of company names, places and trades in which a character is not read as it usually is.

The phrase table that pypinyin ships knows many more and keeps 35 MB in every process; these are what names need.
"""

_WORDS = """
重庆 chóng qìng · 长春 cháng chūn · 长沙 cháng shā · 长江 cháng jiāng
长城 cháng chéng · 长安 cháng ān · 长虹 cháng hóng · 长兴 cháng xīng
银行 yín háng · 行业 háng yè · 央行 yāng háng · 分行 fēn háng
同行 tóng háng · 商行 shāng háng · 农行 nóng háng · 工行 gōng háng
建行 jiàn háng · 中行 zhōng háng · 行长 háng zhǎng · 西藏 xī zàng
宝藏 bǎo zàng · 厦门 xià mén · 六安 lù ān · 会计 kuài jì
音乐 yīn yuè · 乐器 yuè qì · 三重 sān chóng · 重组 chóng zǔ
重新 chóng xīn · 首都 shǒu dū · 成都 chéng dū · 都市 dū shì
都江堰 dū jiāng yàn · 大都会 dà dū huì · 调整 tiáo zhěng · 空调 kōng tiáo
协调 xié tiáo · 调试 tiáo shì · 尉犁 yù lí · 尉迟 yù chí
高兴 gāo xìng · 自传 zì zhuàn · 便宜 pián yi · 番禺 pān yú
蚌埠 bèng bù · 秘鲁 bì lǔ · 莘庄 xīn zhuāng · 台州 tāi zhōu
歌曲 gē qǔ · 量子 liàng zǐ · 测量 cè liáng · 反省 fǎn xǐng
处理 chǔ lǐ · 处置 chǔ zhì · 供应 gōng yìng · 应用 yìng yòng
应急 yìng jí · 反应 fǎn yìng · 响应 xiǎng yìng · 适应 shì yìng
创伤 chuāng shāng · 相机 xiàng jī · 照相 zhào xiàng · 首相 shǒu xiàng
种植 zhòng zhí · 作为 zuò wéi · 行为 xíng wéi · 暖和 nuǎn huo
中标 zhòng biāo · 勉强 miǎn qiǎng · 空白 kòng bái · 干净 gān jìng
干燥 gān zào · 若干 ruò gān · 模具 mú jù · 模板 mú bǎn
模样 mú yàng · 率先 shuài xiān · 冠军 guàn jūn · 给予 jǐ yǔ
供给 gōng jǐ · 给水 jǐ shuǐ · 自给 zì jǐ · 偿还 cháng huán
归还 guī huán · 参与 cān yù · 人参 rén shēn · 宿舍 sù shè
星宿 xīng xiù · 关卡 guān qiǎ · 重担 zhòng dàn · 弹性 tán xìng
弹簧 tán huáng · 调味 tiáo wèi · 的确 dí què · 目的 mù dì
伽利略 jiā lì lüè · 莞尔 wǎn ěr · 浒墅关 xǔ shù guān · 铅山 yán shān
任丘 rén qiū · 无为 wú wéi · 宁愿 nìng yuàn · 乐清 yuè qīng
乐亭 lào tíng · 长乐 cháng lè · 燕山 yān shān · 燕京 yān jīng
令狐 líng hú · 柏林 bó lín · 停泊 tíng bó · 尽力 jìn lì
藏族 zàng zú · 校验 jiào yàn · 教书 jiāo shū · 着力 zhuó lì
着陆 zhuó lù · 累计 lěi jì · 积累 jī lěi · 奇数 jī shù
冲压 chòng yā · 要求 yāo qiú · 舍得 shě de · 正月 zhēng yuè
运转 yùn zhuàn · 转子 zhuàn zǐ · 钻石 zuàn shí · 作坊 zuō fang
长征 cháng zhēng · 长远 cháng yuǎn · 长期 cháng qī · 长途 cháng tú
长青 cháng qīng · 长寿 cháng shòu · 招行 zhāo háng · 交行 jiāo háng
外行 wài háng · 行情 háng qíng · 浙商银行 zhè shāng yín háng · 行家 háng jia
藏药 zàng yào · 都督 dū dū · 大都 dà dū · 京都 jīng dū
国都 guó dū · 重建 chóng jiàn · 重启 chóng qǐ · 重复 chóng fù
重修 chóng xiū · 调节 tiáo jié · 调控 tiáo kòng · 调频 tiáo pín
调制 tiáo zhì · 应对 yìng duì · 供应链 gōng yìng liàn · 处方 chǔ fāng
处罚 chǔ fá · 传记 zhuàn jì · 列传 liè zhuàn · 声乐 shēng yuè
乐团 yuè tuán · 弹力 tán lì · 转速 zhuàn sù · 转盘 zhuàn pán
中奖 zhòng jiǎng · 冲床 chòng chuáng · 分量 fèn liàng · 率队 shuài duì
柏拉图 bó lā tú
"""


def phrases() -> dict[str, list[list[str]]]:
    """{word: [[reading], …]}, one reading per character, as pypinyin wants them."""
    found = {}
    for entry in _WORDS.replace("\n", " · ").split(" · "):
        if entry:
            word, *readings = entry.split()
            found[word] = [[reading] for reading in readings]
    return found
